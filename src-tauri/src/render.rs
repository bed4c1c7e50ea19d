//! What draws the page: the graphics card, or the processor.

/// `cpu` or `gpu`: what draws, whatever this computer seems to have. A way out where a driver draws nothing.
const CHOICE: &str = "KEYWRIGHT_RENDERER";

/// Has WebKitGTK draw without OpenGL (its documentation of environment variables). Whoever set it is heard.
const SWITCH: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// Has the page drawn without OpenGL where no graphics card would carry that out: a processor that plays the card
/// takes a third of all memory for it, and longer. Must come before the first thread: it changes the environment.
pub(crate) fn choose() {
    let by_processor = match std::env::var(CHOICE) {
        Ok(choice) => choice == "cpu",
        Err(_) => !has_card(),
    };
    if by_processor {
        // The page is drawn either way.
        let _ = glib::setenv(SWITCH, "1", false);
    }
}

/// Whether the kernel offers a card that draws (Linux kernel documentation, "Render nodes").
fn has_card() -> bool {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten();
    nodes
        .flatten()
        .any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
}
