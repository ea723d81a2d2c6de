//! Costs by size, as an SVG that needs nothing else and reads well on light and dark pages.

use std::fmt::Write as _;

/// What a plot shows: what one of many costs, by how many there are. A level line means that all of
/// them together cost in proportion.
#[derive(Debug)]
pub struct Plot {
    /// What is done.
    pub title: &'static str,
    /// What grows.
    pub x: &'static str,
    /// What it costs, with its unit.
    pub y: &'static str,
    /// At most three lines, the lowest of them last.
    pub series: Vec<Series>,
}

/// A line of a plot.
#[derive(Debug)]
pub struct Series {
    /// What it is, for the legend.
    pub name: &'static str,
    /// Sizes of at least one, growing, and costs.
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 76.0;
const BOTTOM: f64 = 56.0;

/// Its own background, so that it does not matter what page it is on.
const STYLE: &str = "
text { font: 13px sans-serif; fill: #1f2328 } .title { font-size: 16px; font-weight: 600 }
.back { fill: #ffffff } .grid { stroke: #d1d9e0 } .axis { stroke: #59636e }
.line { fill: none; stroke-width: 2 } .value { font-size: 11px }
.s0 { stroke: #0550ae } .f0 { fill: #0550ae } .s1 { stroke: #9a6700 } .f1 { fill: #9a6700 }
.s2 { stroke: #1a7f37 } .f2 { fill: #1a7f37 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .back { fill: #0d1117 } .grid { stroke: #30363d } .axis { stroke: #9198a1 }
.s0 { stroke: #79c0ff } .f0 { fill: #79c0ff } .s1 { stroke: #e3b341 } .f1 { fill: #e3b341 }
.s2 { stroke: #56d364 } .f2 { fill: #56d364 }
}
";

impl Plot {
    /// The picture: sizes on a logarithmic axis, costs on one that starts at zero.
    pub fn to_svg(&self) -> String {
        let scale = Scale::of(&self.series);
        let (left, right, base) = (LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM);
        let mut svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}: {y} by {x}">
<style>{STYLE}</style>
<rect class="back" width="100%" height="100%" rx="6"/>
<text class="title" x="{left}" y="28">{title}</text>
<text x="{right}" y="{HEIGHT}" dy="-14" text-anchor="end">{x} (logarithmic)</text>
<text x="{left}" y="{TOP}" dx="-52" dy="-12">{y}</text>
"#,
            title = self.title,
            x = self.x,
            y = self.y,
        );
        // Writing to a `String` cannot fail.
        for tick in 0..=scale.steps {
            let cost = f64::from(tick) * scale.step;
            let y = scale.y(cost);
            let class = if tick == 0 { "axis" } else { "grid" };
            let _ = writeln!(
                svg,
                r#"<path class="{class}" d="M{left},{y:.1} H{right}"/><text x="{left}" dx="-8" y="{y:.1}" dy="4" text-anchor="end">{}</text>"#,
                number(cost)
            );
        }
        for size in scale.decades() {
            let x = scale.x(size);
            let _ = writeln!(
                svg,
                r#"<path class="axis" d="M{x:.1},{base} v6"/><text x="{x:.1}" y="{base}" dy="22" text-anchor="middle">{}</text>"#,
                number(size)
            );
        }
        for (index, series) in (0_u8..).zip(&self.series) {
            let is_lowest = usize::from(index) + 1 == self.series.len();
            series.draw(&mut svg, index, &scale, if is_lowest { 16 } else { -8 });
        }
        svg.push_str("</svg>\n");
        svg
    }
}

impl Series {
    /// With its values so far below its points.
    fn draw(&self, svg: &mut String, index: u8, scale: &Scale, below: i8) {
        let legend = LEFT + 210.0 * f64::from(index);
        let places = self.points.iter().map(|(x, y)| (scale.x(*x), scale.y(*y)));
        let line: Vec<_> = places.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            svg,
            r#"<path class="line s{index}" d="M{legend:.0},48 h24"/><text x="{legend:.0}" dx="32" y="52">{}</text><polyline class="line s{index}" points="{}"/>"#,
            self.name,
            line.join(" ")
        );
        for (size, cost) in &self.points {
            let (x, y) = (scale.x(*size), scale.y(*cost));
            let _ = writeln!(
                svg,
                r#"<circle class="f{index}" cx="{x:.1}" cy="{y:.1}" r="3"><title>{}: {}</title></circle><text class="value" x="{x:.1}" y="{y:.1}" dy="{below}" text-anchor="middle">{}</text>"#,
                number(*size),
                number(*cost),
                number(*cost)
            );
        }
    }
}

struct Scale {
    least: f64,
    most: f64,
    step: f64,
    steps: u32,
}

impl Scale {
    fn of(series: &[Series]) -> Self {
        let points = || series.iter().flat_map(|series| &series.points);
        let least = points().map(|point| point.0).fold(f64::MAX, f64::min);
        let most = points().map(|point| point.0).fold(least * 1.1, f64::max);
        let highest = points().map(|point| point.1).fold(f64::MIN_POSITIVE, f64::max);
        // The smallest round step of which five or fewer reach the top.
        let decade = 10_f64.powf((highest / 5.0).log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .map(|step| step * decade)
            .into_iter()
            .find(|step| step * 5.0 >= highest)
            .unwrap_or(highest);
        let steps = (1..5).find(|steps| f64::from(*steps) * step >= highest).unwrap_or(5);
        Self { least, most, step, steps }
    }

    fn x(&self, size: f64) -> f64 {
        let share = (size / self.least).ln() / (self.most / self.least).ln();
        LEFT + 16.0 + share * (WIDTH - LEFT - RIGHT - 32.0)
    }

    fn y(&self, cost: f64) -> f64 {
        let share = cost / (self.step * f64::from(self.steps));
        HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)
    }

    /// The powers of ten among the sizes.
    fn decades(&self) -> impl Iterator<Item = f64> {
        (0..9)
            .map(|power| 10_f64.powi(power))
            .filter(|size| (self.least..=self.most).contains(size))
    }
}

/// Three digits of a small number, and groups of three of a large one.
fn number(value: f64) -> String {
    match value {
        ..0.0005 => "0".into(),
        ..9.95 => trimmed(&format!("{value:.2}")),
        ..99.5 => trimmed(&format!("{value:.1}")),
        _ => {
            let digits = format!("{value:.0}");
            let mut grouped = String::new();
            for (index, digit) in digits.chars().enumerate() {
                if index > 0 && (digits.len() - index) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            grouped
        }
    }
}

fn trimmed(number: &str) -> String {
    number.trim_end_matches('0').trim_end_matches('.').into()
}
