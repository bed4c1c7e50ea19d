//! Tells Tauri which commands there are: what is not in the list has no permission and cannot be called.

macro_rules! command_list {
    ($($window:ident { $($name:ident ( $($argument:ty)? ) -> $answer:ty;)* })*) => {
        const COMMANDS: &[&str] = &[$($(stringify!($name),)*)*];
    };
}
include!("src/command_list.rs");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src/command_list.rs");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
