//! Practice clouds: loopback servers that speak the clouds' own protocols.
//!
//! People practise on them before they touch a real account, and tests run the real client against them. They check
//! signatures with code of their own, hand a secret out as often as the real cloud does, and can be told to misbehave.
//!
//! A cloud is a folder here: its API, its troubles and what it remembers. The way of a request from socket to answer,
//! the snapshot, the ledger and the switching of troubles are shared; a line in `registry.rs` makes a cloud known.

mod address;
pub mod clickhouse;
mod clock;
#[cfg(any(test, feature = "contract"))]
pub mod contract;
mod digest;
mod handle;
mod incoming;
pub mod kakao;
pub mod kt;
mod ledger;
mod lesson;
mod line;
pub mod naver;
mod random;
mod registry;
mod reply;
mod s3;
mod server;
mod sigv4;
mod spoil;
mod stage;
mod trouble;

pub use ledger::LedgerEntry;
pub use lesson::{LessonTrouble, OnMet};
pub use registry::{PracticeServer, names, start, troubles};
