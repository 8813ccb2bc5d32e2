//! Without a usable GPU the webview would put every frame together by software OpenGL, at two to four times the price of
//! not asking for it at all. It reads how to draw from the process's environment before it starts, and setting a variable
//! of a running process is not safe, so the program starts itself again with it.

/// How the window is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Gpu {
    /// By the GPU where there is a usable one.
    #[default]
    Auto,
    /// By the GPU, whatever this machine says of it.
    Yes,
    /// Without it.
    No,
}

#[cfg(not(target_os = "linux"))]
pub fn settle(_: Gpu) {}

#[cfg(target_os = "linux")]
pub use linux::settle;

#[cfg(target_os = "linux")]
mod linux {
    use super::Gpu;
    use std::env;
    use std::fs::{self, File};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    /// What the webview is told; the first is what the program says itself.
    const SPOKEN: [&str; 2] = ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"];

    /// A machine without a GPU has little memory too: the C library gives back what is freed, and keeps few pools of it.
    const SPARING: [(&str, &str); 3] = [
        ("MALLOC_ARENA_MAX", "2"),
        ("MALLOC_TRIM_THRESHOLD_", "131072"),
        ("MALLOC_MMAP_THRESHOLD_", "65536"),
    ];

    /// Starts the program again, told to draw without a GPU, where that is called for. What is said in the environment
    /// already stands. Returns where nothing is to be done or the program cannot be started again: it is slower then.
    pub fn settle(wish: Gpu) {
        let said = SPOKEN.iter().any(|name| env::var_os(name).is_some());
        if said || !without(wish, || usable(Path::new("/"))) {
            return;
        }
        let Ok(program) = env::current_exe() else { return };
        // The same process goes on, so whoever started it finds it as before.
        let mut again = Command::new(program);
        again.args(env::args_os().skip(1)).env(SPOKEN[0], "1");
        for (name, value) in SPARING {
            if env::var_os(name).is_none() {
                again.env(name, value);
            }
        }
        let _ = again.exec();
    }

    fn without(wish: Gpu, usable: impl FnOnce() -> bool) -> bool {
        match wish {
            Gpu::Auto => env::var_os("LIBGL_ALWAYS_SOFTWARE").is_some_and(|v| v != "0") || !usable(),
            Gpu::Yes => false,
            Gpu::No => true,
        }
    }

    /// Whether one of the machine's render nodes opens and is more than a driver's pretence of one.
    fn usable(root: &Path) -> bool {
        let nodes = fs::read_dir(root.join("dev/dri")).into_iter().flatten().flatten();
        nodes
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with("renderD"))
            .any(|name| {
                let opens = File::options()
                    .read(true)
                    .write(true)
                    .open(root.join("dev/dri").join(&name));
                opens.is_ok() && draws(&root.join("sys/class/drm").join(&name).join("device"))
            })
    }

    /// Whether a device draws in hardware, as far as the kernel knows; one it says nothing of is believed.
    fn draws(device: &Path) -> bool {
        let driver = fs::read_link(device.join("driver")).unwrap_or_default();
        match driver.file_name().and_then(|n| n.to_str()) {
            // Memory only.
            Some("vgem" | "vkms") => false,
            // The guest of a virtual machine: its first feature says whether the host draws for it.
            Some("virtio_gpu" | "virtio-gpu" | "virtio-pci") => {
                let features = [device.join("features"), device.join("virtio0/features")];
                features
                    .iter()
                    .find_map(|f| fs::read_to_string(f).ok())
                    .is_none_or(|f| f.starts_with('1'))
            }
            _ => true,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::os::unix::fs::symlink;

        /// A machine with one render node of a driver, which says this of its features.
        fn machine(driver: &str, features: &str) -> tempfile::TempDir {
            let root = tempfile::tempdir().unwrap();
            let device = root.path().join("sys/class/drm/renderD128/device");
            fs::create_dir_all(&device).unwrap();
            fs::create_dir_all(root.path().join("dev/dri")).unwrap();
            fs::write(root.path().join("dev/dri/renderD128"), "").unwrap();
            symlink(Path::new("../../../bus/drivers").join(driver), device.join("driver")).unwrap();
            fs::write(device.join("features"), features).unwrap();
            root
        }

        #[test]
        fn a_machine_without_a_render_node_has_no_gpu() {
            let root = tempfile::tempdir().unwrap();
            assert!(!usable(root.path()));
            fs::create_dir_all(root.path().join("dev/dri")).unwrap();
            fs::write(root.path().join("dev/dri/card0"), "").unwrap();
            assert!(!usable(root.path()));
        }

        #[test]
        fn a_node_counts_by_what_stands_behind_it() {
            for (driver, features, usable_gpu) in [
                ("i915", "", true),
                ("amdgpu", "", true),
                ("vgem", "", false),
                ("vkms", "", false),
                ("virtio_gpu", "1100", true),
                ("virtio_gpu", "0100", false),
            ] {
                let root = machine(driver, features);
                assert_eq!(usable(root.path()), usable_gpu, "{driver} {features}");
            }
        }

        #[test]
        fn a_node_that_does_not_open_counts_as_none() {
            let root = machine("i915", "");
            let node = root.path().join("dev/dri/renderD128");
            fs::remove_file(&node).unwrap();
            fs::create_dir(&node).unwrap();
            assert!(!usable(root.path()));
        }

        #[test]
        fn the_office_can_overrule_what_the_machine_says() {
            assert!(!without(Gpu::Yes, || false));
            assert!(without(Gpu::No, || true));
            assert!(without(Gpu::Auto, || false));
        }
    }
}
