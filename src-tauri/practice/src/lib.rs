//! Practice clouds: loopback servers that speak the clouds' own protocols.
//!
//! People practise on them before they touch a real account, and tests run the real client against them. They check
//! signatures with code of their own, hand a secret out once and keep hashes only, and can be told to misbehave.

mod address;
pub mod clickhouse;
mod clock;
#[cfg(any(test, feature = "contract"))]
pub mod contract;
mod incoming;
mod ledger;
mod line;
pub mod naver;
mod random;
mod reply;
mod server;
mod spoil;
mod stage;
mod trouble;

pub use ledger::LedgerEntry;
