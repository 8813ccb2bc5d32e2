//! Lets tauri read its configuration, and sees to it that there is a folder of pages to embed.

fn main() {
    // Empty where the page was not built yet: the Rust side can be checked without Node.
    std::fs::create_dir_all("../ui/dist").expect("ui/dist can be made");
    tauri_build::build();
}
