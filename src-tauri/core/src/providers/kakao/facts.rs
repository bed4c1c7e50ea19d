//! Facts that both kinds share.

use super::{ACCESS, ID, NAME, REGION, SECRET, USER_ID};
use crate::kind::{FieldSpec, Input, Link, Realm, Way};

/// The cloud for everybody. The one for public offices has a host of its own that is not documented.
pub static REALMS: [Realm; 1] = [Realm {
    id: "public",
    base_url: "https://iam.kakaocloud.com",
}];

/// Pages for people. Addresses of pages inside the console are not documented: the guides name the menus.
pub static LINKS: [Link; 2] = [
    Link {
        id: "console_home",
        url: "https://console.kakaocloud.com",
    },
    Link {
        id: "docs",
        url: "https://docs.kakaocloud.com",
    },
];

/// Regions that the official Terraform provider takes; the first stands in every example.
pub static REGIONS: [&str; 3] = ["kr-central-2", "kr-central-1", "kr-central-3"];

/// The two ways to ask for a token (`start/api-preparation`).
pub static WAYS: [Way; 2] = [
    Way {
        id: "by_id",
        fields: &[ID, SECRET],
    },
    Way {
        id: "by_name",
        fields: &[NAME, SECRET, USER_ID],
    },
];

const fn field(id: &'static str, input: Input, required: bool) -> FieldSpec {
    FieldSpec {
        id,
        input,
        required,
        editable: false,
    }
}

/// What an IAM access key consists of. Names have no documented rule.
pub static IAM_FIELDS: [FieldSpec; 4] = [
    field(ID, Input::Text { min: 1, max: 200 }, true),
    field(SECRET, Input::Secret { max: 500 }, true),
    field(NAME, Input::Text { min: 1, max: 255 }, true),
    field(USER_ID, Input::Text { min: 1, max: 200 }, true),
];

/// What an S3 access key consists of.
pub static S3_FIELDS: [FieldSpec; 3] = [
    field(ACCESS, Input::Text { min: 1, max: 200 }, true),
    field(SECRET, Input::Secret { max: 500 }, true),
    field(
        REGION,
        Input::Choice {
            choices: &REGIONS,
            other: true,
        },
        false,
    ),
];

/// What is chosen for a new IAM access key. The console asks for the same.
pub static NEW_IAM_FIELDS: [FieldSpec; 3] = [
    field(NAME, Input::Text { min: 1, max: 64 }, true),
    field("description", Input::Text { min: 0, max: 255 }, false),
    field(
        "expiry",
        Input::Expiry {
            preset_days: 90,
            never: true,
        },
        false,
    ),
];

/// What is chosen for a new S3 access key: kept on this computer, for the API gives these keys no names.
pub static NEW_S3_FIELDS: [FieldSpec; 1] = [field("label", Input::Text { min: 0, max: 60 }, false)];
