//! The program. What it does stands in `lib.rs`.

// No second, black window beside ours on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    keywright_shell::run()
}
