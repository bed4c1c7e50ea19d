//! The handle by which tests and the app hold a running practice cloud.

/// Makes the handle of the cloud in whose module it stands: its doc comment and name, and the type of the first key.
/// The module has `Options`, `Shared`, `Trouble`, `World` and `first_world` for it.
macro_rules! handle {
    ($(#[$doc:meta])* $handle:ident, $bootstrap:ty) => {
        $(#[$doc])*
        pub struct $handle {
            shared: std::sync::Arc<Shared>,
            pub(crate) running: $crate::server::Running,
            bootstrap: Option<$bootstrap>,
        }

        impl $handle {
            /// Starts on a free loopback port. Needs a tokio runtime.
            ///
            /// Fails with `InvalidData` if the snapshot is none of this edition, and with what the system says if
            /// there is no port or no randomness to be had.
            pub async fn start(mut options: Options) -> std::io::Result<Self> {
                let (world, bootstrap) = match options.snapshot.take() {
                    Some(snapshot) => (<World as $crate::stage::World>::restore(snapshot)?, None),
                    None => {
                        let now = (options.clock)();
                        let (world, bootstrap) = first_world(&options, now)?;
                        (world, Some(bootstrap))
                    }
                };
                let shared = std::sync::Arc::new(Shared::new(world, options));
                let running = $crate::server::Running::start(shared.clone()).await?;
                Ok($handle {
                    shared,
                    running,
                    bootstrap,
                })
            }

            /// Where it listens, without a path and without a slash at the end.
            pub fn base_url(&self) -> String {
                self.running.base_url().to_owned()
            }

            /// The first key. `None` if the cloud was restored from a snapshot.
            pub fn bootstrap(&self) -> Option<$bootstrap> {
                self.bootstrap.clone()
            }

            /// Everything the cloud remembers. May hold secrets of made-up keys.
            pub fn snapshot(&self) -> serde_json::Value {
                self.stage().snapshot()
            }

            /// Calls `f` with a snapshot after each change and before the change is answered. `f` must not call this
            /// method.
            pub fn on_change(&self, f: impl Fn(serde_json::Value) + Send + Sync + 'static) {
                self.stage().on_change(Box::new(f));
            }

            /// The latest requests seen, oldest first.
            pub fn ledger(&self) -> Vec<$crate::LedgerEntry> {
                self.stage().ledger.entries()
            }

            /// How many times a key was asked for, whatever came of it.
            pub fn creates(&self) -> usize {
                self.stage().ledger.creates()
            }

            /// Switches to this trouble and away from any other.
            pub fn trouble(&self, trouble: Trouble) {
                self.stage().troubles.clear();
                self.add_trouble(trouble);
            }

            /// Switches this trouble on besides those already on.
            pub fn add_trouble(&self, trouble: Trouble) {
                self.stage().add_trouble(trouble);
            }

            /// Switches to this trouble of lessons and away from any other; `None` only away. `on_met` is called each
            /// time a request meets it. Says whether this cloud has such a trouble.
            pub fn set_lesson(
                &self,
                lesson: Option<$crate::LessonTrouble>,
                on_met: $crate::OnMet,
            ) -> bool {
                self.stage().set_lesson(lesson, on_met)
            }

            fn stage(&self) -> &$crate::stage::Stage<World, Trouble> {
                $crate::server::Cloud::stage(&*self.shared)
            }
        }
    };
}

pub(crate) use handle;
