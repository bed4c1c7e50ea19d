//! What tests put in the place of clouds, desktop and keychain.

mod cloud;
mod desktop;
mod specs;
mod world;

pub use cloud::*;
pub use desktop::*;
pub use specs::*;
pub use world::*;
