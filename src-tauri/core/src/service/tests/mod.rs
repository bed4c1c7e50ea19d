//! The service on a scripted cloud, a scripted keychain and a real data file.

mod activity;
mod again;
mod bin;
mod clean_up;
mod copies;
mod doubt;
mod emergency;
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
mod radar;
mod replace;
mod report;
mod room;
mod saved;
mod tokens;
mod trouble;
mod vault;
