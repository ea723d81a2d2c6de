//! Mistyped keys, with and without a value.

use alloy_core::Action;

#[derive(Action)]
#[action(conector = Notes, id = "a", ouput = HashMap<String, u8>, retry)]
struct OnStruct {
    #[action(query_parameter, skip)]
    on_field: u8,
    #[action(qurey = "name")]
    with_value: u8,
}

fn main() {}
