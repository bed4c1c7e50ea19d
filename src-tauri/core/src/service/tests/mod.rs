//! The service on a scripted cloud, a scripted keychain and a real data file.

mod again;
mod fake;
mod flow;
mod trouble;
