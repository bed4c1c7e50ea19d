//! What the window shows beside keys and accounts: the state of the app, settings, the history, links.

use url::Url;

use super::{KeyService, practice};
use crate::error::{Error, ErrorCode, Result};
use crate::model::{
    AppState, Event, HistoryCheck, LIST_WIDTHS, ListEvents, OpenLink, ProviderSpec, Seen, Settings,
    nearest_text_size,
};

impl KeyService {
    /// What the window needs to know when it opens.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn app_state(&self) -> Result<AppState> {
        let mut providers: Vec<ProviderSpec> = Vec::new();
        for kind in &self.kinds {
            let spec = *kind.spec();
            match providers.iter_mut().find(|p| p.id == spec.provider) {
                Some(provider) => provider.kinds.push(spec),
                None => providers.push(ProviderSpec {
                    id: spec.provider,
                    kinds: vec![spec],
                    practice: self.practice.has(&practice::word(spec.provider)?),
                }),
            }
        }
        let settings = self.settings()?;
        let lock = self.lock_state(&settings);
        let mut state = AppState {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data_dir: self.data_dir.display().to_string(),
            system_language: self.system_language.clone(),
            settings,
            lock,
            accounts: vec![],
            broken: vec![],
            vault_waits: *self.vault.waits_long().borrow() > 0,
            providers,
            unfinished: vec![],
            rotations: vec![],
            replacements: vec![],
            successions: vec![],
            emergencies: vec![],
            clock_minutes: self.clock_minutes(),
            closing: self.closing()?,
            refreshing: None,
            clipboard_may_stay: self.desktop.may_refuse_to_clear(),
            asked: None,
            lesson: None,
            practice: vec![],
        };
        // Names of accounts and keys tell something too, and what is searched for.
        let views = std::mem::take(&mut state.settings.views);
        if lock.locked.is_none() {
            state.settings.views = views;
            state.accounts = self.store.accounts()?.into_iter().map(|(a, _)| a).collect();
            state.broken = self.broken()?;
            state.unfinished = self.list_unfinished().await?;
            state.rotations = self.rotations()?;
            state.replacements = self.replacements()?;
            state.refreshing = self.refreshing();
            state.successions = self.successions()?;
            state.asked = self.asked();
            state.emergencies = self.emergencies()?;
            state.practice = self.practice_states(&state.accounts)?;
            if state.accounts.iter().any(|account| account.practice) {
                state.lesson = Some(self.store.lesson()?);
            }
        } else if let Some(closing) = &mut state.closing {
            closing.work.clear();
        }
        Ok(state)
    }

    fn clock_minutes(&self) -> Option<i32> {
        (self.http.clock_skew_s().abs() > crate::http::CLOCK_TOLERANCE_S)
            .then(|| self.http.clock_minutes())
    }

    /// Answers when there is something newer than what the page saw.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] when the service ends.
    pub async fn wait_for_change(&self, seen: Seen) -> Result<Seen> {
        let mut revision = self.revision.subscribe();
        let revision = revision
            .wait_for(|n| *n > seen.revision)
            .await
            .map_err(|_| Error::new(ErrorCode::Internal))?;
        Ok(Seen {
            revision: *revision,
        })
    }

    pub(crate) fn settings(&self) -> Result<Settings> {
        Ok(self.store.meta("settings")?.unwrap_or_default())
    }

    /// The settings for a window that shows no keys: what is searched for among them is none of its business.
    pub(super) fn looks(&self) -> Result<Settings> {
        Ok(Settings {
            views: Vec::new(),
            ..self.settings()?
        })
    }

    /// Keeps the settings; times and sizes outside their range are brought into it. Another preset brings its own times.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`] of `views`; those of the data file; those of a proof, when the account of this computer
    /// is to open the lock from now on, and [`ErrorCode::AppLocked`] when the lock fell meanwhile;
    /// [`ErrorCode::AutostartFailed`].
    pub async fn save_settings(&self, mut settings: Settings) -> Result<Settings> {
        let old = self.settings()?;
        if settings.preset != old.preset {
            settings.clipboard_s = settings.preset.clipboard_s();
        }
        settings.clipboard_s = settings.clipboard_s.clamp(10, 120);
        settings.text_size = nearest_text_size(settings.text_size);
        settings.list_width = settings
            .list_width
            .map(|width| width.clamp(*LIST_WIDTHS.start(), *LIST_WIDTHS.end()));
        super::marks::check_views(&settings.views)?;
        if settings.account_unlocks && !old.account_unlocks {
            self.check_account_unlocks().await?;
            if self.is_locked() {
                return Err(ErrorCode::AppLocked.into());
            }
        }
        if settings.autostart != old.autostart {
            self.desktop.start_with_computer(settings.autostart)?;
        }
        self.store.set_meta("settings", &settings)?;
        self.lock_settings_changed();
        self.changed();
        Ok(settings)
    }

    /// Opens a page of the console, from the registry's fixed list.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] for a page that is not on the list, [`ErrorCode::LinkFailed`].
    pub async fn open_link(&self, ask: OpenLink) -> Result<()> {
        let kind = self.kind(ask.kind)?;
        let link = kind
            .spec()
            .links
            .iter()
            .find(|link| link.id == ask.link)
            .ok_or_else(|| Error::new(ErrorCode::Unsupported))?;
        let scope = match ask.account {
            Some(id) => self.account(id)?.0.scope.map(|scope| scope.id),
            None => None,
        };
        // An organization id comes from a cloud's answer: it may not lead anywhere else.
        let scope = scope.filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
        let address = match scope {
            Some(scope) => link.url.replace("{scope}", &scope),
            None if link.url.contains("{scope}") => {
                let url = Url::parse(link.url).map_err(|_| Error::new(ErrorCode::Internal))?;
                url.origin().ascii_serialization()
            }
            None => link.url.to_owned(),
        };
        let url = Url::parse(&address).map_err(|_| Error::new(ErrorCode::Internal))?;
        self.desktop.open_link(&url)
    }

    /// The local history, newest first.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn list_events(&self, ask: ListEvents) -> Result<Vec<Event>> {
        self.store.events(&ask)
    }

    /// Whether the history is what was written, line by line.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn check_history(&self) -> Result<HistoryCheck> {
        self.store.check_history()
    }
}
