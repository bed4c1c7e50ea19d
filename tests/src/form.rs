//! Forms for new keys, filled in.

use keywright_core::kind::{Input, KindSpec};
use keywright_core::model::{AddressRule, Expiry, FieldValue, NewKey, NewKeyOptions};

/// A form of this kind that is filled in well, with what the account can choose from.
#[must_use]
pub fn filled(spec: &KindSpec, options: &NewKeyOptions) -> NewKey {
    let value = |input| match input {
        Input::Text { .. } | Input::Secret { .. } | Input::SecretId { .. } => {
            Some(FieldValue::Text("canary".to_owned()))
        }
        Input::Roles => Some(FieldValue::Roles(vec![options.roles.first()?.id.clone()])),
        Input::Expiry { .. } => Some(FieldValue::Expiry(Expiry::Never)),
        Input::Addresses => Some(FieldValue::Addresses(vec![AddressRule {
            source: "0.0.0.0/0".to_owned(),
            description: None,
        }])),
        Input::Flag { preset } => Some(FieldValue::Flag(preset)),
        Input::Group => Some(FieldValue::Text(options.groups.last()?.group.id.clone())),
        Input::Choice { choices, .. } => Some(FieldValue::Text((*choices.first()?).to_owned())),
    };
    let fields = spec.new_key_fields.iter();
    fields
        .filter_map(|field| Some((field.id.to_owned(), value(field.input)?)))
        .collect()
}
