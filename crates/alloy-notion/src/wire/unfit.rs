//! JSON that is not what was asked for.

use super::RawJson;

/// Whether JSON is a value of the type that was asked for.
pub(crate) type Fit = Result<(), Unfit>;

/// JSON that is not a value of the type that was asked for.
pub(crate) struct Unfit(Box<(RawJson, Problem)>);

/// Why JSON is not a value of a type.
pub(crate) struct Problem {
    /// Where in the JSON the problem is.
    path: String,
    is_missing: bool,
}

impl Unfit {
    #[cold]
    pub(crate) fn new(raw: RawJson, problem: Problem) -> Self {
        Self(Box::new((raw, problem)))
    }

    /// The JSON.
    pub(crate) fn into_raw(self) -> RawJson {
        self.0.0
    }

    /// Why it does not fit.
    pub(crate) fn into_problem(self) -> Problem {
        self.0.1
    }

    /// The JSON, and why it does not fit.
    pub(crate) fn into_parts(self) -> (RawJson, Problem) {
        *self.0
    }

    /// What to tell a caller who has no place for JSON that does not fit, in the words of serde.
    pub(crate) fn message(&self, expected: &str) -> String {
        let (raw, problem) = &*self.0;
        if problem.path.is_empty() {
            return format!("invalid type: {}, expected {expected}", raw.kind_of_json());
        }
        problem.message()
    }
}

impl Problem {
    /// The JSON is of another kind.
    pub(crate) const TYPE: Self = Self { path: String::new(), is_missing: false };

    /// A member is not there.
    pub(crate) fn missing(key: &str) -> Self {
        Self { path: key.to_owned(), is_missing: true }
    }

    /// What to tell a caller of a problem that is not in the JSON as a whole.
    pub(crate) fn message(&self) -> String {
        match self {
            Self { path, is_missing: true } => format!("missing field `{path}`"),
            Self { path, is_missing: false } => format!("invalid type of `{path}`"),
        }
    }

    /// The problem as seen from what holds the JSON under this key or index.
    pub(crate) fn within(mut self, place: &str) -> Self {
        if !self.path.is_empty() && !self.path.starts_with('[') {
            self.path.insert(0, '.');
        }
        self.path.insert_str(0, place);
        self
    }
}
