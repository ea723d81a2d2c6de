//! Reads objects, whatever the order of their members.

use serde::{Deserialize, Deserializer, de::Error};

use super::{
    ByObject, Fit, Json, Object, Problem, RawJson, Shape, Unfit, Wire,
    extra::{NO_OBJECT, NO_TYPE},
    keys::{Key, meaning, next_key, position},
    union::{Kind, KindReader, Order},
};

/// The bit of `type` among those of the members. What is kept is its opposite, [`NO_TYPE`].
const HAS_TYPE: u32 = NO_TYPE;

/// Reads a value, where whoever asks has no place for anything else.
pub(crate) fn read_root<'de, T: Wire, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let json = RawJson::deserialize(deserializer)?;
    let mut value = T::absent();
    match value.read_owned(json) {
        Ok(()) => Ok(value),
        Err(unfit) => Err(D::Error::custom(unfit.message(T::EXPECTED))),
    }
}

/// Reads an object.
#[inline]
pub(crate) fn read_object<O: Object>(object: &mut O, json: &mut Json<'_>) -> Fit {
    let start = json.place();
    if !json.enter_object() {
        return json.unfit();
    }
    let mut progress = Progress::default();
    if progress.go_on(json) {
        let fit = object.read_in_order(&mut progress, json);
        if fit.is_err() || progress.goes_on {
            progress.read_rest(fit, object, json);
        }
    }
    progress.end(object, json).map_err(|problem| json.unfit_since(start, *problem))
}

/// How far an object has been read.
#[derive(Default)]
pub(crate) struct Progress<'t> {
    /// The index of the member that is being read, or else of the first that may come next.
    expected: usize,
    /// The bits of the members that were there and fit.
    bits: u32,
    /// Whether a key follows.
    goes_on: bool,
    /// Whether something has come out of order.
    is_mixed: bool,
    kind: KindReader<'t>,
    /// Why a member that is needed does not fit.
    problem: Option<Box<Problem>>,
}

impl<'t> Progress<'t> {
    /// Whether nothing has been read.
    #[inline]
    pub(crate) fn begins(&self) -> bool {
        self.expected == 0 && !self.is_mixed
    }

    /// Whether the member of that index may come next if Notion keeps to the declared order.
    #[inline]
    pub(crate) fn awaits(&self, index: usize) -> bool {
        self.expected <= index
    }

    /// Notes that the member of that index comes next.
    #[inline]
    pub(crate) fn come_to(&mut self, index: usize) {
        self.expected = index;
    }

    /// Whether a key follows.
    #[inline]
    pub(crate) fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// Goes on to the next key, if there is one.
    #[inline]
    pub(crate) fn go_on(&mut self, json: &mut Json<'_>) -> bool {
        self.goes_on = json.has_next();
        self.goes_on
    }

    /// Notes that the member of that index was there and fits.
    #[inline]
    pub(crate) fn note(&mut self, index: usize) {
        self.bits |= 1 << index;
        self.expected = index + 1;
    }

    /// Reads a union if `type` comes next. Whether it did.
    #[inline]
    pub(crate) fn read_kind<K: Kind>(&mut self, kind: &mut K, json: &mut Json<'t>) -> bool {
        let order = self.kind.read_in_order(kind, json);
        if order != Order::Broken {
            self.bits |= HAS_TYPE;
            self.goes_on = order == Order::Kept;
        }
        order != Order::Broken
    }

    /// Reads what does not come in order, and what comes behind it.
    #[inline(never)]
    fn read_rest(&mut self, mut fit: Fit, object: &mut dyn Object, json: &mut Json<'t>) {
        loop {
            if let Err(unfit) = fit {
                self.keep_unfit(self.expected, unfit, object);
                self.expected += 1;
            } else if self.goes_on {
                let key = next_key(object.shape(), self.kind.announced(), json);
                self.read_value(key, object, json);
            }
            if !self.goes_on || !self.go_on(json) {
                return;
            }
            fit = object.read_in_order(self, json);
        }
    }

    /// Reads a member that stands alone.
    pub(crate) fn read_member(
        &mut self,
        key: &'t str,
        value: &'t RawJson,
        object: &mut dyn Object,
    ) {
        let key = meaning(object.shape(), key.into());
        self.read_value(key, object, &mut Json::new(value.get()));
    }

    /// Reads the value of a key.
    fn read_value(&mut self, key: Key<'t>, object: &mut dyn Object, json: &mut Json<'t>) {
        self.is_mixed = true;
        match key {
            Key::Member(index) => {
                let Some(field) = object.member(index) else { return };
                // A key may be there twice, and the last one holds.
                if self.bits & (1 << index) != 0 {
                    field.reset();
                }
                match field.read(json) {
                    Ok(()) => self.bits |= 1 << index,
                    Err(unfit) => self.keep_unfit(index, unfit, object),
                }
                // Never back, so that nothing is read twice in order.
                self.expected = self.expected.max(index + 1);
            }
            Key::Type => {
                let tags = object.shape().tags;
                match json.read_text(|name| self.kind.set_name(name, &tags)) {
                    Ok(()) => {
                        self.bits |= HAS_TYPE;
                        object.extra_mut().take("type");
                    }
                    Err(unfit) => {
                        self.kind.set_odd();
                        object.extra_mut().keep("type", unfit.into_raw());
                    }
                }
            }
            Key::Content(index) => self.kind.read_content(index, object, json),
            Key::Object => {
                if object.shape().name.is_some_and(|name| json.take_quoted(name)) {
                    object.extra_mut().unset(NO_OBJECT);
                    object.extra_mut().take("object");
                } else {
                    object.extra_mut().set(NO_OBJECT);
                    object.extra_mut().keep("object", RawJson::of_checked(json.skip_value()));
                }
            }
            Key::Unknown(key) => {
                object.extra_mut().keep(&*key, RawJson::of_checked(json.skip_value()));
            }
        }
    }

    /// Keeps a member that does not fit.
    #[cold]
    fn keep_unfit(&mut self, index: usize, unfit: Unfit, object: &mut dyn Object) {
        let Shape { keys, required, .. } = object.shape();
        let (raw, problem) = unfit.into_parts();
        if let Some(field) = object.member(index) {
            field.reset();
        }
        object.extra_mut().keep(keys[index], raw);
        self.bits &= !(1 << index);
        if required & (1 << index) != 0 {
            self.problem = Some(Box::new(problem.within(keys[index])));
        }
    }

    /// Ends the object, or says why it is no such object.
    #[inline]
    pub(crate) fn end<O: Object>(
        self,
        object: &mut O,
        json: &Json<'t>,
    ) -> Result<(), Box<Problem>> {
        object.extra_mut().set(self.bits ^ HAS_TYPE);
        let missing = object.shape().required & !self.bits;
        if missing == 0 && self.kind.is_complete() {
            return Ok(());
        }
        self.complete(missing, object, json)
    }

    #[cold]
    #[inline(never)]
    fn complete(
        self,
        missing: u32,
        object: &mut dyn Object,
        json: &Json<'t>,
    ) -> Result<(), Box<Problem>> {
        if !self.kind.is_complete() {
            self.kind.complete(object, json);
        }
        if missing == 0 {
            return Ok(());
        }
        let key = object.shape().keys[missing.trailing_zeros() as usize];
        Err(self.problem.unwrap_or_else(|| Box::new(Problem::missing(key))))
    }
}

/// Reads an object by what its `object` says, or says that it is none that is known.
pub(crate) fn read_by_object(objects: &mut dyn ByObject, json: &mut Json<'_>) -> Fit {
    let index = object_name(json.clone(), objects.names());
    match index.and_then(|index| objects.become_variant(index)) {
        Some(object) => object.read(json),
        None => json.unfit(),
    }
}

/// Which of `names` the object is, by its `object`, which is its first member nearly always.
fn object_name(mut json: Json<'_>, names: &[&str]) -> Option<usize> {
    if !json.enter_object() {
        return None;
    }
    while json.has_next() {
        if json.key() == "object" {
            return match json.peek() {
                b'"' => position(names, &json.string()?),
                _ => None,
            };
        }
        json.skip_value();
    }
    None
}
