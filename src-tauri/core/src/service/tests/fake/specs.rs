//! What the fake kind of key may be like.

use crate::kind::*;
use crate::model::*;

pub const SPEC: KindSpec = KindSpec {
    id: KindId::ClickhouseKey,
    provider: ProviderId::Clickhouse,
    signed_by: &[KindId::ClickhouseKey],
    operations: Operations {
        verify: Support::Api,
        list: Support::Api,
        create: Support::Api,
        reread: Support::Never,
        update: Support::Api,
        switch: Support::Api,
        regenerate: Support::Never,
        delete: Support::Api,
        token: Support::Never,
    },
    recovery: Recovery::Named,
    fields: &[
        FieldSpec {
            id: "key_id",
            input: Input::Text { min: 1, max: 99 },
            required: true,
            editable: false,
        },
        FieldSpec {
            id: "key_secret",
            input: Input::Secret { max: 99 },
            required: true,
            editable: false,
        },
    ],
    ways: &[],
    alone: false,
    undocumented: false,
    tokens: &[],
    new_key_fields: &[],
    quota: Some(5),
    group_fields: &[],
    extras: &[],
    delete_needs_off: false,
    settles_in_s: 1,
    listed_in_s: 0,
    copies: &[CopyWhat::Id, CopyWhat::Secret],
    links: &[Link {
        id: "console_keys",
        url: "https://console.example.com/{scope}/keys",
    }],
    realms: &[Realm {
        id: "public",
        base_url: "https://api.example.com",
    }],
};

/// Like an IAM access key: exchanged for tokens.
pub const TOKENS: KindSpec = KindSpec {
    operations: Operations {
        token: Support::Api,
        ..SPEC.operations
    },
    tokens: &[TokenSpec {
        id: TokenKind::Api,
        lasts_s: 43_200,
        checks: true,
        revokes: true,
        copies: &[CopyWhat::Secret],
    }],
    ..SPEC
};

/// Like an IAM access key: its calls about keys are not documented.
pub const UNDOCUMENTED: KindSpec = KindSpec {
    undocumented: true,
    ..SPEC
};

/// Like an S3 access key: no name, and its secret may be read again.
pub const NAMELESS_READABLE: KindSpec = KindSpec {
    operations: Operations {
        reread: Support::Api,
        ..SPEC.operations
    },
    ..NAMELESS
};

/// Can all there is.
pub const EVERYTHING: KindSpec = KindSpec {
    operations: Operations {
        token: Support::Api,
        ..READABLE.operations
    },
    extras: &[Extra::NewGroup, Extra::Rules, Extra::Subscriptions],
    ..TOKENS
};

pub const NAMELESS: KindSpec = KindSpec {
    recovery: Recovery::Nameless,
    ..SPEC
};

/// Like an API Gateway key: its secret can be read again, and made anew.
pub const READABLE: KindSpec = KindSpec {
    operations: Operations {
        reread: Support::Api,
        regenerate: Support::Api,
        ..SPEC.operations
    },
    recovery: Recovery::Rereadable,
    ..SPEC
};

/// Like an API Gateway key: two secrets, both valid at once.
pub const TWO_SECRETS: KindSpec = KindSpec {
    fields: &[
        FieldSpec {
            id: "key_secret",
            input: Input::Secret { max: 99 },
            required: true,
            editable: false,
        },
        FieldSpec {
            id: "second_secret",
            input: Input::Secret { max: 99 },
            required: false,
            editable: false,
        },
    ],
    ..READABLE
};

/// Like a key of KT Cloud's G platform: its id is half of a credential that may do everything.
pub const SECRET_ID: KindSpec = KindSpec {
    fields: &[
        FieldSpec {
            id: "key_id",
            input: Input::SecretId { max: 99 },
            required: true,
            editable: false,
        },
        SPEC.fields[1],
    ],
    ..SPEC
};

pub const DELETES_ONLY_WHAT_IS_OFF: KindSpec = KindSpec {
    delete_needs_off: true,
    ..SPEC
};

/// Like an access key of a sub account: no name, and deleted in two steps.
pub const NAMELESS_IN_TWO_STEPS: KindSpec = KindSpec {
    delete_needs_off: true,
    ..NAMELESS
};

pub const GUIDED: KindSpec = KindSpec {
    operations: Operations {
        verify: Support::Api,
        list: Support::Guided,
        create: Support::Guided,
        reread: Support::Never,
        update: Support::Never,
        switch: Support::Never,
        regenerate: Support::Never,
        delete: Support::Guided,
        token: Support::Never,
    },
    ..SPEC
};

/// A key that has a name, roles and an end at the cloud.
pub const NAMED: KindSpec = KindSpec {
    new_key_fields: &[
        FieldSpec {
            id: "name",
            input: Input::Text { min: 1, max: 40 },
            required: true,
            editable: true,
        },
        FieldSpec {
            id: "assigned_role_ids",
            input: Input::Roles,
            required: true,
            editable: true,
        },
        FieldSpec {
            id: "expire_at",
            input: Input::Expiry {
                preset_days: 30,
                never: true,
            },
            required: false,
            editable: true,
        },
    ],
    ..SPEC
};

/// Like an S3 access key: no name, and it cannot be switched off.
pub const NAMELESS_ALWAYS_ON: KindSpec = KindSpec {
    operations: Operations {
        switch: Support::Never,
        update: Support::Never,
        ..SPEC.operations
    },
    ..NAMELESS
};

/// Its cloud keeps a log of what was done.
pub const LOGGED: KindSpec = KindSpec {
    extras: &[Extra::Activity],
    ..SPEC
};
