//! A line through a few points, as an SVG that needs nothing else.

use std::fmt::Write as _;

/// What a plot shows: a cost by a size, both axes from zero.
#[derive(Debug)]
pub struct Plot {
    /// What is done.
    pub title: &'static str,
    /// What grows, with its unit.
    pub x: &'static str,
    /// What it costs, with its unit.
    pub y: &'static str,
    /// Sizes and costs.
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 70.0;
const BOTTOM: f64 = 50.0;
const TOP: f64 = 40.0;
const RIGHT: f64 = 20.0;

impl Plot {
    /// The picture: the measured points, and dashed what they would be if cost grew with size from
    /// the first point on.
    pub fn to_svg(&self) -> String {
        let most = |values: fn(&(f64, f64)) -> f64| {
            self.points.iter().map(values).fold(f64::MIN_POSITIVE, f64::max)
        };
        let (x_most, y_most) = (most(|point| point.0), most(|point| point.1));
        let place = |(x, y): (f64, f64)| {
            (
                LEFT + x / x_most * (WIDTH - LEFT - RIGHT),
                HEIGHT - BOTTOM - y.min(y_most) / y_most * (HEIGHT - BOTTOM - TOP),
            )
        };
        let line = |points: &[(f64, f64)]| {
            points.iter().fold(String::new(), |mut line, point| {
                let (x, y) = place(*point);
                // Writing to a `String` cannot fail.
                let _ = write!(line, "{x:.1},{y:.1} ");
                line
            })
        };
        let first = self.points.first().copied().unwrap_or((1.0, 0.0));
        let slope = first.1 / first.0.max(f64::MIN_POSITIVE);
        // Where the dashed line leaves the picture.
        let end = if slope * x_most > y_most { y_most / slope } else { x_most };
        let straight = line(&[(0.0, 0.0), (end, slope * end)]);
        let (left, base) = place((0.0, 0.0));
        let (right, top) = place((x_most, y_most));
        let mut svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
<text x="{WIDTH}" dx="-{RIGHT}" y="22" text-anchor="end" font-size="14">{title}</text>
<path d="M{left},{top} V{base} H{right}" fill="none" stroke="black"/>
<polyline points="{straight}" fill="none" stroke="#999" stroke-dasharray="5 4"/>
<polyline points="{measured}" fill="none" stroke="#06c" stroke-width="2"/>
<text x="{left}" dx="-6" y="{base}" text-anchor="end">0</text>
<text x="{left}" dx="-6" y="{top}" dy="4" text-anchor="end">{y_most:.0}</text>
<text x="{right}" y="{base}" dy="18" text-anchor="end">{x_most:.0}</text>
<text x="{left}" y="{base}" dy="38">{x}</text>
<text x="8" y="22">{y}</text>
"##,
            title = self.title,
            measured = line(&self.points),
            x = self.x,
            y = self.y,
        );
        for point in &self.points {
            let (x, y) = place(*point);
            let _ = writeln!(svg, r##"<circle cx="{x:.1}" cy="{y:.1}" r="3" fill="#06c"/>"##);
        }
        svg.push_str("</svg>\n");
        svg
    }
}
