//! The service on a scripted cloud, a scripted keychain and a real data file.

mod again;
mod clean_up;
mod doubt;
mod fake;
mod flow;
mod kept;
mod lock;
mod matrix;
mod moved;
mod outside;
mod pasted;
mod replace;
mod tokens;
mod trouble;
mod vault;
