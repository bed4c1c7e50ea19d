//! A rotation: the user is led through it, may leave, and goes on later.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{KeyId, OperationId};

/// A rotation of a key with two secrets, of which both are valid at once: whoever uses the key is moved to the other
/// value, the first is made anew, and back. A working value is left at every step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct Rotation {
    /// Its id.
    pub id: OperationId,
    /// The key.
    pub key: KeyId,
    /// What is to be done now.
    pub step: RotationStep,
    /// The secret field that was in use when it began, and is in use when it ends.
    pub in_use: String,
    /// The other secret field.
    pub other: String,
    /// When it began.
    #[ts(type = "string")]
    pub started_at: Timestamp,
}

/// What is to be done now in a rotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "model.ts")]
pub enum RotationStep {
    /// The user gives whoever uses the key the other value.
    MoveToOther,
    /// The app has a new value made for the one that was in use.
    RenewInUse,
    /// The user gives them the new value of the one that was in use.
    MoveBack,
    /// The app has a new value made for the other one, which ends the rotation.
    RenewOther,
}

/// Begins a rotation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct StartRotation {
    /// The key.
    pub key: KeyId,
    /// The secret field that is in use.
    pub in_use: String,
}

/// Goes on with a rotation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct StepRotation {
    /// The rotation.
    pub rotation: OperationId,
    /// The step that is done with this, or that the app is to do.
    pub step: RotationStep,
}

/// Names a rotation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export, export_to = "model.ts")]
pub struct RotationRef {
    /// The rotation.
    pub rotation: OperationId,
}
