// THE list of commands, a row each: `name(Argument) -> Answer;`. Read by build.rs (permissions) and commands.rs
// (handlers and the page's types). The body of a row is the method of the same name of `KeyService`.
// Rows under `main` are open to the main window only, rows under `reveal` to the reveal window only.
command_list! {
    main {
        // The window.
        app_state() -> AppState;
        wait_for_change(Seen) -> Seen;
        save_settings(Settings) -> Settings;
        check_vault() -> VaultHealth;
        set_up_keychain() -> VaultHealth;
        stop_waiting() -> ();
        open_link(OpenLink) -> ();
        keep_open() -> ();
        enter_strip() -> Strip;
        leave_strip() -> ();
        strip_over() -> ();

        // A data file that does not open.
        list_copies() -> Vec<DataCopy>;
        restore_copy(RestoreCopy) -> ();
        open_again() -> ();
        open_data_folder() -> ();

        // The lock.
        lock_choices() -> LockChoices;
        note_activity() -> ();
        lock_app() -> ();
        unlock_app(Prove) -> ();
        give_proof(Prove) -> ();

        // Accounts.
        stage_credential(StageCredential) -> Draft;
        list_drafts() -> Vec<Draft>;
        move_draft(MoveDraft) -> Draft;
        connect(Connect) -> Connected;
        start_practice(StartPractice) -> Account;
        set_practice_trouble(SetPracticeTrouble) -> PracticeState;
        verify_account(AccountRef) -> Identity;
        rename_account(RenameAccount) -> Account;
        allow_undocumented(AllowUndocumented) -> Account;
        disconnect(AccountRef) -> ();

        // Keys.
        list_keys() -> KeyList;
        refresh_keys(RefreshKeys) -> KeyList;
        cancel_refresh() -> ();
        new_key_options(NewKeyFor) -> NewKeyOptions;
        create_key(CreateKey) -> ApiKey;
        update_key(UpdateKey) -> ApiKey;
        switch_key(SwitchKey) -> ApiKey;
        verify_key(KeyRef) -> Identity;
        delete_key(DeleteKey) -> ();
        forget_key(KeyRef) -> ();
        accept_change(KeyRef) -> ApiKey;
        name_key(NameKey) -> ApiKey;
        mark_key(MarkKey) -> ApiKey;
        mark_keys(MarkKeys) -> KeyList;
        fetch_secret(KeyRef) -> ApiKey;
        forget_secret(KeyRef) -> ApiKey;
        regenerate_key(RegenerateKey) -> ApiKey;
        list_bin() -> Vec<BinEntry>;
        restore_from_bin(BinRef) -> ApiKey;
        empty_bin(EmptyBin) -> ();
        start_rotation(StartRotation) -> Rotation;
        step_rotation(StepRotation) -> Option<Rotation>;
        end_rotation(RotationRef) -> ();
        start_replacement(StartReplacement) -> Replacement;
        step_replacement(StepReplacement) -> Option<Replacement>;
        end_replacement(ReplacementRef) -> ();
        start_succession(StartSuccession) -> Succession;
        step_succession(StepSuccession) -> Option<Succession>;
        note_succession(NoteSuccession) -> Succession;
        end_succession(EndSuccession) -> ();

        // Something leaked.
        plan_emergency(PlanEmergency) -> Vec<EmergencyLine>;
        start_emergency(StartEmergency) -> Emergency;
        run_emergency(EmergencyRef) -> Emergency;
        note_stopped(NoteStopped) -> Emergency;
        end_emergency(EmergencyRef) -> ();

        // What some clouds have beside keys.
        create_group(CreateGroup) -> Group;
        group_rules(GroupRef) -> AccessRules;
        set_group_rules(SetRules) -> AccessRules;
        list_subscriptions(KeyRef) -> Vec<Subscription>;
        subscribe(Subscribe) -> Vec<Subscription>;
        check_storage(KeyRef) -> Vec<String>;
        list_projects(KeyRef) -> Vec<Project>;
        mint_token(TokenRef) -> ApiKey;
        check_token(TokenRef) -> ApiKey;
        renew_token(RenewToken) -> ApiKey;
        revoke_token(RevokeToken) -> ApiKey;
        copy_token(CopyToken) -> Copied;

        // The dates of keys, and what the app does while its window is closed.
        list_deadlines() -> Vec<Deadline>;
        snooze_keys(SnoozeKeys) -> Vec<Deadline>;
        save_calendar() -> Option<Saved>;
        background() -> Background;

        // Secrets: none of these answers with one.
        copy_key(CopyKey) -> Copied;
        clear_clipboard() -> ();
        reveal_key(RevealKey) -> ();

        // Where secrets rest. A passphrase goes in; none of these answers with one.
        vault_state() -> VaultState;
        set_up_passphrase(SetUpPassphrase) -> VaultState;
        open_vault(OpenVault) -> VaultState;
        close_vault() -> VaultState;
        change_passphrase(ChangePassphrase) -> VaultState;
        new_recovery_code(ProvePassphrase) -> ();
        remove_passphrase(ProvePassphrase) -> VaultState;
        choose_place(ChoosePlace) -> VaultState;
        move_secrets(ChoosePlace) -> VaultState;

        // What did not come to its end, and what happened.
        list_unfinished() -> Vec<Unfinished>;
        settle(Settle) -> Vec<Unfinished>;
        list_events(ListEvents) -> Vec<Event>;
        check_history() -> HistoryCheck;
        cloud_activity(CloudActivityOf) -> CloudLog;
        save_report(SaveReport) -> Saved;
        open_saved_folder() -> ();
    }
    reveal {
        take_reveal(TakeReveal) -> SealedReveal;
        close_reveal() -> ();
    }
}
