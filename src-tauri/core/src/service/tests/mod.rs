//! The service on a scripted cloud, a scripted keychain and a real data file.

mod activity;
mod again;
mod clean_up;
mod copies;
mod doubt;
mod fake;
mod flow;
mod kept;
mod leaving;
mod lock;
mod marks;
mod matrix;
mod moved;
mod outside;
mod pasted;
mod proof;
mod replace;
mod report;
mod room;
mod saved;
mod succeed;
mod tokens;
mod trouble;
mod vault;
