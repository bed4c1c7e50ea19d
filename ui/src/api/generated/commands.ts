// Generated from src-tauri/src/command_list.rs. Do not edit.
import type {
  AccessRules,
  Account,
  AccountRef,
  AllowUndocumented,
  ApiKey,
  AppState,
  Background,
  BinEntry,
  BinRef,
  ChangePassphrase,
  ChoosePlace,
  CloudActivityOf,
  CloudLog,
  Connect,
  Connected,
  Copied,
  CopyKey,
  CopyToken,
  CreateGroup,
  CreateKey,
  DataCopy,
  Deadline,
  DeleteKey,
  Draft,
  Emergency,
  EmergencyLine,
  EmergencyRef,
  EmptyBin,
  EndSuccession,
  Event,
  Group,
  GroupRef,
  HistoryCheck,
  Identity,
  KeyList,
  KeyRef,
  ListEvents,
  LockChoices,
  MarkKey,
  MarkKeys,
  MoveDraft,
  NameKey,
  NewKeyFor,
  NewKeyOptions,
  NoteStopped,
  NoteSuccession,
  OpenLink,
  OpenVault,
  PlanEmergency,
  PracticeState,
  Project,
  Prove,
  ProvePassphrase,
  RefreshKeys,
  RegenerateKey,
  RenameAccount,
  RenewToken,
  Replacement,
  ReplacementRef,
  RestoreCopy,
  RevealKey,
  RevokeToken,
  Rotation,
  RotationRef,
  SaveReport,
  Saved,
  SealedReveal,
  Seen,
  SetPracticeTrouble,
  SetRules,
  SetUpPassphrase,
  Settings,
  Settle,
  SnoozeKeys,
  StageCredential,
  StartEmergency,
  StartPractice,
  StartReplacement,
  StartRotation,
  StartSuccession,
  StepReplacement,
  StepRotation,
  StepSuccession,
  Strip,
  Subscribe,
  Subscription,
  Succession,
  SwitchKey,
  TakeReveal,
  TokenRef,
  Unfinished,
  UpdateKey,
  VaultHealth,
  VaultState,
} from "./model";

export type Commands = {
  app_state: { args: null; answer: AppState };
  wait_for_change: { args: Seen; answer: Seen };
  save_settings: { args: Settings; answer: Settings };
  check_vault: { args: null; answer: VaultHealth };
  set_up_keychain: { args: null; answer: VaultHealth };
  stop_waiting: { args: null; answer: null };
  open_link: { args: OpenLink; answer: null };
  keep_open: { args: null; answer: null };
  enter_strip: { args: null; answer: Strip };
  leave_strip: { args: null; answer: null };
  strip_over: { args: null; answer: null };
  list_copies: { args: null; answer: Array<DataCopy> };
  restore_copy: { args: RestoreCopy; answer: null };
  open_again: { args: null; answer: null };
  open_data_folder: { args: null; answer: null };
  lock_choices: { args: null; answer: LockChoices };
  note_activity: { args: null; answer: null };
  lock_app: { args: null; answer: null };
  unlock_app: { args: Prove; answer: null };
  give_proof: { args: Prove; answer: null };
  stage_credential: { args: StageCredential; answer: Draft };
  list_drafts: { args: null; answer: Array<Draft> };
  move_draft: { args: MoveDraft; answer: Draft };
  connect: { args: Connect; answer: Connected };
  start_practice: { args: StartPractice; answer: Account };
  set_practice_trouble: { args: SetPracticeTrouble; answer: PracticeState };
  verify_account: { args: AccountRef; answer: Identity };
  rename_account: { args: RenameAccount; answer: Account };
  allow_undocumented: { args: AllowUndocumented; answer: Account };
  disconnect: { args: AccountRef; answer: null };
  list_keys: { args: null; answer: KeyList };
  refresh_keys: { args: RefreshKeys; answer: KeyList };
  cancel_refresh: { args: null; answer: null };
  new_key_options: { args: NewKeyFor; answer: NewKeyOptions };
  create_key: { args: CreateKey; answer: ApiKey };
  update_key: { args: UpdateKey; answer: ApiKey };
  switch_key: { args: SwitchKey; answer: ApiKey };
  verify_key: { args: KeyRef; answer: Identity };
  delete_key: { args: DeleteKey; answer: null };
  forget_key: { args: KeyRef; answer: null };
  accept_change: { args: KeyRef; answer: ApiKey };
  name_key: { args: NameKey; answer: ApiKey };
  mark_key: { args: MarkKey; answer: ApiKey };
  mark_keys: { args: MarkKeys; answer: KeyList };
  fetch_secret: { args: KeyRef; answer: ApiKey };
  forget_secret: { args: KeyRef; answer: ApiKey };
  regenerate_key: { args: RegenerateKey; answer: ApiKey };
  list_bin: { args: null; answer: Array<BinEntry> };
  restore_from_bin: { args: BinRef; answer: ApiKey };
  empty_bin: { args: EmptyBin; answer: null };
  start_rotation: { args: StartRotation; answer: Rotation };
  step_rotation: { args: StepRotation; answer: Rotation | null };
  end_rotation: { args: RotationRef; answer: null };
  start_replacement: { args: StartReplacement; answer: Replacement };
  step_replacement: { args: StepReplacement; answer: Replacement | null };
  end_replacement: { args: ReplacementRef; answer: null };
  start_succession: { args: StartSuccession; answer: Succession };
  step_succession: { args: StepSuccession; answer: Succession | null };
  note_succession: { args: NoteSuccession; answer: Succession };
  end_succession: { args: EndSuccession; answer: null };
  plan_emergency: { args: PlanEmergency; answer: Array<EmergencyLine> };
  start_emergency: { args: StartEmergency; answer: Emergency };
  run_emergency: { args: EmergencyRef; answer: Emergency };
  note_stopped: { args: NoteStopped; answer: Emergency };
  end_emergency: { args: EmergencyRef; answer: null };
  create_group: { args: CreateGroup; answer: Group };
  group_rules: { args: GroupRef; answer: AccessRules };
  set_group_rules: { args: SetRules; answer: AccessRules };
  list_subscriptions: { args: KeyRef; answer: Array<Subscription> };
  subscribe: { args: Subscribe; answer: Array<Subscription> };
  check_storage: { args: KeyRef; answer: Array<string> };
  list_projects: { args: KeyRef; answer: Array<Project> };
  mint_token: { args: TokenRef; answer: ApiKey };
  check_token: { args: TokenRef; answer: ApiKey };
  renew_token: { args: RenewToken; answer: ApiKey };
  revoke_token: { args: RevokeToken; answer: ApiKey };
  copy_token: { args: CopyToken; answer: Copied };
  list_deadlines: { args: null; answer: Array<Deadline> };
  snooze_keys: { args: SnoozeKeys; answer: Array<Deadline> };
  save_calendar: { args: null; answer: Saved | null };
  background: { args: null; answer: Background };
  copy_key: { args: CopyKey; answer: Copied };
  clear_clipboard: { args: null; answer: null };
  reveal_key: { args: RevealKey; answer: null };
  vault_state: { args: null; answer: VaultState };
  set_up_passphrase: { args: SetUpPassphrase; answer: VaultState };
  open_vault: { args: OpenVault; answer: VaultState };
  close_vault: { args: null; answer: VaultState };
  change_passphrase: { args: ChangePassphrase; answer: VaultState };
  new_recovery_code: { args: ProvePassphrase; answer: null };
  remove_passphrase: { args: ProvePassphrase; answer: VaultState };
  choose_place: { args: ChoosePlace; answer: VaultState };
  move_secrets: { args: ChoosePlace; answer: VaultState };
  list_unfinished: { args: null; answer: Array<Unfinished> };
  settle: { args: Settle; answer: Array<Unfinished> };
  list_events: { args: ListEvents; answer: Array<Event> };
  check_history: { args: null; answer: HistoryCheck };
  cloud_activity: { args: CloudActivityOf; answer: CloudLog };
  save_report: { args: SaveReport; answer: Saved };
  open_saved_folder: { args: null; answer: null };
  take_reveal: { args: TakeReveal; answer: SealedReveal };
  close_reveal: { args: null; answer: null };
};
