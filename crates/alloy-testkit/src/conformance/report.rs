//! What is broken, all of it.

use std::fmt;

use super::Sample;

/// What an action or its connector must keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// Ids can be part of a URL, and all actions are of one connector.
    Ids,
    /// The table of operations and the values are of the same actions, with the same effects.
    Table,
    /// A value passes its own validation, and its envelope can be read back, made again from what
    /// was read, and has no key twice.
    Envelope,
    /// The envelope fits into what `size_hint` says, so that one allocation holds it.
    SizeHint,
    /// No header carries the provider's credential: that is the platform's to add.
    Credentials,
    /// `Debug` of an action does not show the values of its headers.
    Debug,
    /// The effect goes with the method in the schema: a `GET` reads, and what deletes or replaces
    /// does not.
    Effect,
    /// The parameters of the path are those of the schema's path.
    Path,
    /// The parameters of the query are known to the schema, and the required ones are there.
    Query,
    /// The body has what the schema requires, and nothing that it excludes.
    Body,
    /// The schema's sample, and each given reply, decodes.
    Output,
    /// The provider's failures are recognised, with the right kind.
    Failure,
}

/// One rule that is broken, and how.
#[derive(Clone, Debug)]
pub struct Violation {
    rule: Rule,
    action: Option<String>,
    problem: String,
}

impl Violation {
    /// Which rule.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// The type and the id of the action, unless it is about the connector.
    pub fn action(&self) -> Option<&str> {
        self.action.as_deref()
    }

    /// What is wrong.
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: ", self.rule)?;
        if let Some(action) = &self.action {
            write!(f, "{action}: ")?;
        }
        f.write_str(&self.problem)
    }
}

/// What a [`Conformance`](super::Conformance) found.
#[derive(Clone, Debug)]
#[must_use = "what is broken is in it"]
pub struct ConformanceReport {
    connector: String,
    violations: Vec<Violation>,
}

impl ConformanceReport {
    pub(super) fn new(connector: &str) -> Self {
        Self { connector: connector.to_owned(), violations: Vec::new() }
    }

    pub(super) fn add(&mut self, rule: Rule, sample: Option<&Sample>, problem: String) {
        let action = sample.map(|sample| format!("{} ({})", sample.name, sample.operation_id()));
        self.violations.push(Violation { rule, action, problem });
    }

    /// All that is broken.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Fails the test when anything is broken.
    ///
    /// # Panics
    ///
    /// Then, with a list of it.
    #[track_caller]
    pub fn assert(&self) {
        assert!(self.violations.is_empty(), "{self}");
    }
}

impl fmt::Display for ConformanceReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { connector, violations } = self;
        write!(f, "the connector `{connector}` breaks its rules in {} places:", violations.len())?;
        for violation in violations {
            write!(f, "\n- {violation}")?;
        }
        Ok(())
    }
}
