//! The connector's own list of what it can do.

use std::collections::BTreeMap;

use alloy_core::Effect;

use super::{ConformanceReport, Rule, Sample};

/// The operations of a connector by id, each with its effects.
#[derive(Default)]
pub(super) struct Table {
    rows: BTreeMap<String, Vec<Effect>>,
    /// What could not be read.
    problems: Vec<String>,
}

impl Table {
    pub(super) fn add(&mut self, id: String, effects: impl IntoIterator<Item = Effect>) {
        let row = self.rows.entry(id).or_default();
        for effect in effects {
            if !row.contains(&effect) {
                row.push(effect);
            }
        }
    }

    pub(super) fn read(&mut self, markdown: &str) {
        let mut columns = None;
        for line in markdown.lines() {
            let Some(cells) = cells(line) else {
                columns = None;
                continue;
            };
            let Some((id, effect)) = columns else {
                let column = |name| cells.iter().position(|cell| *cell == name);
                columns = column("Action id").zip(column("Effect"));
                continue;
            };
            let (Some(id), Some(effects)) = (cells.get(id), cells.get(effect)) else {
                self.problems.push(format!("this row has too few cells: {line}"));
                continue;
            };
            if id.chars().all(|letter| matches!(letter, '-' | ':')) {
                continue;
            }
            match effects.split(',').map(|name| effect_of(name.trim())).collect::<Option<Vec<_>>>()
            {
                Some(effects) => self.add(id.trim_matches('`').to_owned(), effects),
                None => self.problems.push(format!("{effects:?} are not effects, of {id}")),
            }
        }
        if self.rows.is_empty() {
            self.problems
                .push("there are no columns `Action id` and `Effect` with rows".to_owned());
        }
    }

    /// Compares what is listed with what there are values of.
    pub(super) fn check(&self, values: &[Sample], report: &mut ConformanceReport) {
        for problem in &self.problems {
            report.add(Rule::Table, None, problem.clone());
        }
        let mut missing = self.rows.clone();
        for sample in values {
            let (id, effect) = (sample.operation_id(), sample.action.operation().effect());
            match self.rows.get(id) {
                None => report.add(Rule::Table, Some(sample), "it is not in the table".to_owned()),
                Some(effects) if !effects.contains(&effect) => {
                    let problem = format!("its effect is {effect:?}, the table says {effects:?}");
                    report.add(Rule::Table, Some(sample), problem);
                }
                Some(_) => {}
            }
            if let Some(effects) = missing.get_mut(id) {
                effects.retain(|other| *other != effect);
            }
        }
        for (id, effects) in missing {
            if !values.iter().any(|sample| sample.operation_id() == id) {
                report.add(Rule::Table, None, format!("there is no value of `{id}`"));
            } else if !effects.is_empty() {
                let problem = format!("there is no value of `{id}` with the effect {effects:?}");
                report.add(Rule::Table, None, problem);
            }
        }
    }
}

/// The cells of a row of a Markdown table.
fn cells(line: &str) -> Option<Vec<&str>> {
    let row = line.trim().strip_prefix('|')?;
    Some(row.strip_suffix('|').unwrap_or(row).split('|').map(str::trim).collect())
}

fn effect_of(name: &str) -> Option<Effect> {
    match name {
        "read" => Some(Effect::Read),
        "idempotent" => Some(Effect::Idempotent),
        "write" => Some(Effect::Write),
        _ => None,
    }
}
