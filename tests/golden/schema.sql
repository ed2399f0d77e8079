CREATE TABLE address (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  kind TEXT DEFAULT 'home',
  line_1 TEXT DEFAULT '',
  line_2 TEXT DEFAULT '',
  city TEXT DEFAULT '',
  region TEXT DEFAULT '',
  postal_code TEXT DEFAULT '',
  directions TEXT DEFAULT '',
  do_not_publish INTEGER DEFAULT 0,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE alarm (n INTEGER PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  about TEXT NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE assignment (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  role TEXT DEFAULT 'liaison',
  team TEXT DEFAULT '',
  since TEXT DEFAULT NULL,
  until TEXT DEFAULT NULL,
  handing TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE attachment (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  visit TEXT DEFAULT '',
  name TEXT DEFAULT '',
  media_type TEXT DEFAULT '',
  size INTEGER DEFAULT NULL,
  sha256 TEXT DEFAULT '',
  blob TEXT DEFAULT '',
  key TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE blob_put (remote INTEGER NOT NULL,
  blob TEXT NOT NULL,
  place TEXT NOT NULL,
  state TEXT NOT NULL,
  why TEXT NOT NULL,
  done INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  again TEXT NOT NULL,
  PRIMARY KEY (remote,
  blob)) STRICT,
  WITHOUT ROWID;
CREATE TABLE blob_wanted (blob TEXT PRIMARY KEY NOT NULL,
  asked INTEGER NOT NULL,
  state TEXT NOT NULL,
  why TEXT NOT NULL,
  done INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  again TEXT NOT NULL) STRICT,
  WITHOUT ROWID;
CREATE TABLE bundle (n INTEGER PRIMARY KEY NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  stream TEXT NOT NULL,
  dev TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  spans TEXT NOT NULL,
  raw BLOB NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE clock (n INTEGER PRIMARY KEY NOT NULL,
  hlc INTEGER NOT NULL) STRICT;
CREATE TABLE commitment (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  what TEXT DEFAULT '',
  who TEXT DEFAULT '',
  owner TEXT DEFAULT 'school',
  due TEXT DEFAULT NULL,
  state TEXT DEFAULT 'open',
  settled_on TEXT DEFAULT NULL,
  language TEXT DEFAULT '',
  visit TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE "conflict" (type TEXT NOT NULL,
  id TEXT NOT NULL,
  field TEXT NOT NULL,
  policy TEXT NOT NULL,
  PRIMARY KEY (id,
  type,
  field)) STRICT,
  WITHOUT ROWID;
CREATE TABLE consent (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  giver TEXT DEFAULT '',
  household TEXT DEFAULT '',
  concerns TEXT DEFAULT '',
  capacity TEXT DEFAULT NULL,
  purpose TEXT DEFAULT '',
  recipient TEXT DEFAULT '',
  data TEXT DEFAULT '',
  state TEXT DEFAULT NULL,
  means TEXT DEFAULT NULL,
  language TEXT DEFAULT '',
  wording TEXT DEFAULT '',
  interpreter TEXT DEFAULT '',
  given_on TEXT DEFAULT NULL,
  expires_on TEXT DEFAULT NULL,
  withdrawn_on TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE contact_log (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  at TEXT DEFAULT '',
  channel TEXT DEFAULT 'phone',
  direction TEXT DEFAULT 'we',
  person TEXT DEFAULT '',
  reached INTEGER DEFAULT NULL,
  language TEXT DEFAULT '',
  gist TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE contact_point (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  person TEXT DEFAULT '',
  household TEXT DEFAULT '',
  kind TEXT DEFAULT 'mobile',
  value TEXT DEFAULT '',
  priority INTEGER DEFAULT NULL,
  may_text INTEGER DEFAULT NULL,
  may_leave_message INTEGER DEFAULT NULL,
  never_use INTEGER DEFAULT 0,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE custody_document (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  child TEXT DEFAULT '',
  paper TEXT DEFAULT NULL,
  number TEXT DEFAULT '',
  text TEXT DEFAULT '',
  seen_on TEXT DEFAULT NULL,
  ends_on TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE disclosure (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  person TEXT DEFAULT '',
  recipient TEXT DEFAULT '',
  reader TEXT DEFAULT '',
  purpose TEXT DEFAULT '',
  named TEXT DEFAULT '',
  values_given INTEGER DEFAULT NULL,
  basis TEXT DEFAULT '',
  consent TEXT DEFAULT '',
  why TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  at TEXT DEFAULT NULL,
  until TEXT DEFAULT NULL,
  form TEXT DEFAULT NULL,
  sealed INTEGER DEFAULT 0,
  code TEXT DEFAULT '',
  digest TEXT DEFAULT '',
  kept TEXT DEFAULT '',
  reminder TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE disclosure_step (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  disclosure TEXT DEFAULT '',
  household TEXT DEFAULT '',
  outcome TEXT DEFAULT '',
  at TEXT DEFAULT NULL,
  staff TEXT DEFAULT '',
  why TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE distribution (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kit TEXT DEFAULT '',
  household TEXT DEFAULT '',
  person TEXT DEFAULT '',
  quantity INTEGER DEFAULT 1,
  language TEXT DEFAULT '',
  how TEXT DEFAULT 'handed',
  given_on TEXT DEFAULT NULL,
  helpful INTEGER DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE enrollment (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  person TEXT DEFAULT '',
  school TEXT DEFAULT '',
  grade TEXT DEFAULT '',
  teacher TEXT DEFAULT '',
  status TEXT DEFAULT 'enrolled',
  since TEXT DEFAULT NULL,
  until TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE epoch (stream TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  secret TEXT NOT NULL,
  PRIMARY KEY (stream,
  epoch,
  recipient)) STRICT,
  WITHOUT ROWID;
CREATE TABLE epoch_end (stream TEXT NOT NULL,
  before INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (stream,
  before)) STRICT,
  WITHOUT ROWID;
CREATE TABLE erased (type TEXT NOT NULL,
  id TEXT NOT NULL,
  erasure TEXT NOT NULL,
  only_type TEXT NOT NULL,
  PRIMARY KEY (id,
  type,
  erasure,
  only_type)) STRICT,
  WITHOUT ROWID;
CREATE TABLE erasure (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  what TEXT DEFAULT 'erase',
  code TEXT DEFAULT '',
  subject_type TEXT DEFAULT '',
  subject TEXT DEFAULT '',
  only TEXT DEFAULT '',
  people TEXT DEFAULT '',
  spared TEXT DEFAULT '',
  imported TEXT DEFAULT '',
  rule TEXT DEFAULT 'other',
  counts TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  at TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE event (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT DEFAULT '',
  kind TEXT DEFAULT NULL,
  day TEXT DEFAULT '',
  time TEXT DEFAULT '',
  place TEXT DEFAULT '',
  street TEXT DEFAULT '',
  school TEXT DEFAULT '',
  what TEXT DEFAULT '',
  languages TEXT DEFAULT '',
  child_care INTEGER DEFAULT NULL,
  food INTEGER DEFAULT NULL,
  ride INTEGER DEFAULT NULL,
  answer_by TEXT DEFAULT NULL,
  walk_ins INTEGER DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE event_guest (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  event TEXT DEFAULT '',
  household TEXT DEFAULT '',
  answer TEXT DEFAULT NULL,
  adults INTEGER DEFAULT NULL,
  children INTEGER DEFAULT NULL,
  came INTEGER DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE external_id (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  record_type TEXT DEFAULT '',
  record TEXT DEFAULT '',
  system TEXT DEFAULT '',
  key TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE family_story (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  topic TEXT DEFAULT 'other',
  words TEXT DEFAULT '',
  language TEXT DEFAULT '',
  gist TEXT DEFAULT '',
  told_by TEXT DEFAULT '',
  told_on TEXT DEFAULT NULL,
  staff TEXT DEFAULT '',
  visit TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE file_made (n INTEGER PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  have TEXT NOT NULL,
  remote TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE file_taken (hash TEXT PRIMARY KEY NOT NULL,
  at TEXT NOT NULL) STRICT,
  WITHOUT ROWID;
CREATE TABLE follow_up (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  what TEXT DEFAULT '',
  who TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  due TEXT DEFAULT NULL,
  state TEXT DEFAULT 'open',
  done_on TEXT DEFAULT NULL,
  visit TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE given_up (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  laptop TEXT DEFAULT '',
  stream_id TEXT DEFAULT '',
  from_number INTEGER DEFAULT NULL,
  to_number INTEGER DEFAULT NULL,
  staff TEXT DEFAULT '',
  at TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE goal (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  child TEXT DEFAULT '',
  family_words TEXT DEFAULT '',
  language TEXT DEFAULT '',
  school_words TEXT DEFAULT '',
  agreed_by TEXT DEFAULT '',
  agreed_on TEXT DEFAULT NULL,
  review_on TEXT DEFAULT NULL,
  state TEXT DEFAULT 'starting',
  earlier TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE goal_progress (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  goal TEXT DEFAULT '',
  said_on TEXT DEFAULT '',
  state TEXT DEFAULT '',
  side TEXT DEFAULT 'home',
  words TEXT DEFAULT '',
  language TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE goal_step (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  goal TEXT DEFAULT '',
  side TEXT DEFAULT 'home',
  what TEXT DEFAULT '',
  language TEXT DEFAULT '',
  how_often TEXT DEFAULT '',
  due TEXT DEFAULT NULL,
  done_on TEXT DEFAULT NULL,
  position INTEGER DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE VIRTUAL TABLE guarded_index USING fts5 (text,
  content='',
  contentless_delete=1,
  prefix='2 3',
  tokenize='ascii');
CREATE TABLE handing (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  assignment TEXT DEFAULT '',
  giver TEXT DEFAULT '',
  receiver TEXT DEFAULT '',
  offered_by TEXT DEFAULT '',
  offered_on TEXT DEFAULT NULL,
  note TEXT DEFAULT '',
  keeps_visits INTEGER DEFAULT 0,
  keeps_steps INTEGER DEFAULT 0,
  state TEXT DEFAULT 'offered',
  answer TEXT DEFAULT '',
  answered_by TEXT DEFAULT '',
  answered_at TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE household (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT DEFAULT '',
  home_language TEXT DEFAULT '',
  interpreter TEXT DEFAULT NULL,
  best_times TEXT DEFAULT '',
  visit_wishes TEXT DEFAULT '',
  calendar TEXT DEFAULT NULL,
  closed_on TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE household_member (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  person TEXT DEFAULT '',
  days TEXT DEFAULT '',
  since TEXT DEFAULT NULL,
  until TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE invite (id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL,
  expires TEXT NOT NULL,
  body TEXT NOT NULL) STRICT,
  WITHOUT ROWID;
CREATE TABLE jargon (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  term TEXT DEFAULT '',
  plain TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE kit (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT DEFAULT '',
  description TEXT DEFAULT '',
  language TEXT DEFAULT '',
  grade_band TEXT DEFAULT '',
  lendable INTEGER DEFAULT 0,
  reorder_level INTEGER DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE kit_content (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kit TEXT DEFAULT '',
  what TEXT DEFAULT '',
  kind TEXT DEFAULT NULL,
  quantity INTEGER DEFAULT 1,
  position INTEGER DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE laptop_leaving (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  staff TEXT DEFAULT '',
  laptop TEXT DEFAULT '',
  said_on TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE legal_hold (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  reason TEXT DEFAULT '',
  since TEXT DEFAULT NULL,
  staff TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE living_situation (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  staying TEXT DEFAULT NULL,
  place TEXT DEFAULT '',
  since TEXT DEFAULT NULL,
  until TEXT DEFAULT NULL,
  text TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE loan (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kit TEXT DEFAULT '',
  household TEXT DEFAULT '',
  person TEXT DEFAULT '',
  label TEXT DEFAULT '',
  lent_on TEXT DEFAULT NULL,
  due TEXT DEFAULT NULL,
  state TEXT DEFAULT 'out',
  returned_on TEXT DEFAULT NULL,
  condition TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE looked_at (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  question TEXT DEFAULT '',
  doubt TEXT DEFAULT NULL,
  facts TEXT DEFAULT '',
  same_as TEXT DEFAULT '',
  gone TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  day TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE moved (type TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (id,
  type)) STRICT,
  WITHOUT ROWID;
CREATE VIRTUAL TABLE name_index USING fts5 (folded,
  ascii,
  skeleton,
  digits,
  content='',
  contentless_delete=1,
  prefix='1 2 3',
  tokenize='ascii');
CREATE TABLE note (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  visit TEXT DEFAULT '',
  text TEXT DEFAULT '',
  at TEXT DEFAULT NULL,
  language TEXT DEFAULT '',
  author TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE VIRTUAL TABLE note_index USING fts5 (text,
  content='',
  contentless_delete=1,
  prefix='2 3',
  tokenize='ascii');
CREATE TABLE office_code (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  staff TEXT DEFAULT '',
  laptop TEXT DEFAULT '',
  readers TEXT DEFAULT '',
  sealed TEXT DEFAULT '',
  mark TEXT DEFAULT '',
  sealed_at TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE office_code_look (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  laptop TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  at TEXT DEFAULT '',
  how_checked TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE office_way_in (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  what TEXT DEFAULT 'recovery',
  switched_on INTEGER DEFAULT 0,
  set_by TEXT DEFAULT '',
  set_on TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE op (n INTEGER PRIMARY KEY NOT NULL,
  origin INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  act INTEGER NOT NULL,
  schema INTEGER NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  action TEXT,
  UNIQUE (origin,
  seq)) STRICT;
CREATE TABLE origin (n INTEGER PRIMARY KEY NOT NULL,
  stream TEXT NOT NULL,
  dev TEXT NOT NULL,
  UNIQUE (stream,
  dev)) STRICT;
CREATE TABLE packet_issue (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  recipient TEXT DEFAULT '',
  kind TEXT DEFAULT '',
  subject TEXT DEFAULT '',
  code TEXT DEFAULT '',
  language TEXT DEFAULT '',
  beside TEXT DEFAULT '',
  profile TEXT DEFAULT '',
  paper TEXT DEFAULT '',
  pages INTEGER DEFAULT NULL,
  means TEXT DEFAULT NULL,
  at TEXT DEFAULT NULL,
  staff TEXT DEFAULT '',
  draft INTEGER DEFAULT 0,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE packet_section (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kind TEXT DEFAULT '',
  section TEXT DEFAULT '',
  position INTEGER DEFAULT NULL,
  hidden INTEGER DEFAULT 0,
  text TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE parked (n INTEGER PRIMARY KEY NOT NULL,
  op INTEGER NOT NULL UNIQUE,
  why TEXT NOT NULL) STRICT;
CREATE TABLE peer (dev TEXT PRIMARY KEY NOT NULL,
  made TEXT NOT NULL,
  taken TEXT NOT NULL,
  ahead INTEGER NOT NULL,
  have TEXT NOT NULL,
  epochs TEXT NOT NULL DEFAULT '{}',
  holes TEXT NOT NULL DEFAULT '{}') STRICT,
  WITHOUT ROWID;
CREATE TABLE person (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  given_name TEXT DEFAULT '',
  family_name TEXT DEFAULT '',
  preferred_name TEXT DEFAULT '',
  native_name TEXT DEFAULT '',
  native_name_first INTEGER DEFAULT 0,
  name_order TEXT DEFAULT NULL,
  pronunciation TEXT DEFAULT '',
  birth_date TEXT DEFAULT NULL,
  is_child INTEGER DEFAULT 0,
  interpreter TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE person_language (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  person TEXT DEFAULT '',
  language TEXT DEFAULT '',
  use TEXT DEFAULT 'spoken',
  comfort TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE protected_address (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  line_1 TEXT DEFAULT '',
  line_2 TEXT DEFAULT '',
  city TEXT DEFAULT '',
  region TEXT DEFAULT '',
  postal_code TEXT DEFAULT '',
  directions TEXT DEFAULT '',
  program TEXT DEFAULT '',
  card TEXT DEFAULT '',
  card_seen TEXT DEFAULT NULL,
  expires_on TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE question (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  person TEXT DEFAULT '',
  kind TEXT DEFAULT 'question',
  words TEXT DEFAULT '',
  language TEXT DEFAULT '',
  gist TEXT DEFAULT '',
  came TEXT DEFAULT 'visit',
  code TEXT DEFAULT '',
  asked_at TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  due TEXT DEFAULT NULL,
  answer TEXT DEFAULT '',
  answer_language TEXT DEFAULT '',
  answered_at TEXT DEFAULT NULL,
  told_at TEXT DEFAULT NULL,
  told_how TEXT DEFAULT '',
  visit TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE referral (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  person TEXT DEFAULT '',
  service TEXT DEFAULT '',
  why TEXT DEFAULT '',
  language TEXT DEFAULT '',
  state TEXT DEFAULT 'draft',
  agreed_on TEXT DEFAULT NULL,
  appointment TEXT DEFAULT '',
  need_met TEXT DEFAULT NULL,
  staff TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE relationship (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  child TEXT DEFAULT '',
  adult TEXT DEFAULT '',
  relation TEXT DEFAULT NULL,
  lives_with INTEGER DEFAULT NULL,
  legal_guardian INTEGER DEFAULT NULL,
  education_rights_holder INTEGER DEFAULT NULL,
  rights_basis TEXT DEFAULT NULL,
  document_seen TEXT DEFAULT '',
  rights_until TEXT DEFAULT NULL,
  primary_contact INTEGER DEFAULT 0,
  emergency_contact INTEGER DEFAULT 0,
  may_pick_up INTEGER DEFAULT NULL,
  contact_priority INTEGER DEFAULT NULL,
  contact_restrictions TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE remote (n INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  keys TEXT NOT NULL,
  state TEXT NOT NULL) STRICT;
CREATE TABLE retention_rule (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  what TEXT DEFAULT '',
  months INTEGER DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE roster_entry (hash TEXT PRIMARY KEY NOT NULL,
  n INTEGER NOT NULL,
  raw BLOB NOT NULL) STRICT,
  WITHOUT ROWID;
CREATE TABLE safety_note (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  person TEXT DEFAULT '',
  text TEXT DEFAULT '',
  two_visit INTEGER DEFAULT 0,
  review_on TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE said_and_done (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  said TEXT DEFAULT '',
  done TEXT DEFAULT '',
  state TEXT DEFAULT 'under_way',
  families INTEGER DEFAULT NULL,
  school TEXT DEFAULT '',
  said_on TEXT DEFAULT NULL,
  shown INTEGER DEFAULT 0,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE school (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT DEFAULT '',
  phone TEXT DEFAULT '',
  attendance_phone TEXT DEFAULT '',
  street TEXT DEFAULT '',
  city TEXT DEFAULT '',
  hours TEXT DEFAULT '',
  bus TEXT DEFAULT '',
  meals TEXT DEFAULT '',
  breakfast TEXT DEFAULT NULL,
  lunch TEXT DEFAULT NULL,
  bus_service TEXT DEFAULT NULL,
  bus_phone TEXT DEFAULT '',
  nurse_phone TEXT DEFAULT '',
  interpreter_phone TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE school_date (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  day TEXT DEFAULT '',
  until TEXT DEFAULT NULL,
  kind TEXT DEFAULT '',
  what TEXT DEFAULT '',
  time TEXT DEFAULT '',
  school TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE "search_entry" (n INTEGER PRIMARY KEY NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  UNIQUE (id,
  type)) STRICT;
CREATE TABLE section_text (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  section TEXT DEFAULT '',
  source TEXT DEFAULT '',
  language TEXT DEFAULT '',
  text TEXT DEFAULT '',
  by TEXT DEFAULT '',
  reviewed_by TEXT DEFAULT '',
  reviewed_on TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE service (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  organization TEXT DEFAULT '',
  name TEXT DEFAULT '',
  kind TEXT DEFAULT NULL,
  status TEXT DEFAULT 'active',
  street TEXT DEFAULT '',
  city TEXT DEFAULT '',
  confidential INTEGER DEFAULT 0,
  phone TEXT DEFAULT '',
  hours TEXT DEFAULT '',
  languages TEXT DEFAULT '',
  interpreter INTEGER DEFAULT NULL,
  way TEXT DEFAULT '',
  bring TEXT DEFAULT '',
  asks_for_papers INTEGER DEFAULT NULL,
  cost TEXT DEFAULT '',
  assured_on TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE service_standard (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  what TEXT DEFAULT '',
  days INTEGER DEFAULT 3,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL) STRICT,
  WITHOUT ROWID;
CREATE TABLE share_purpose (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT DEFAULT '',
  label TEXT DEFAULT '',
  needs TEXT DEFAULT '',
  days INTEGER DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE signature (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  kind TEXT DEFAULT '',
  subject TEXT DEFAULT '',
  person TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  signed_at TEXT DEFAULT '',
  how TEXT DEFAULT 'paper',
  language TEXT DEFAULT '',
  wording TEXT DEFAULT '',
  strokes TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE snapshot (stream TEXT PRIMARY KEY NOT NULL,
  raw BLOB NOT NULL) STRICT,
  WITHOUT ROWID;
CREATE TABLE staff_member (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT DEFAULT '',
  role TEXT DEFAULT NULL,
  phone TEXT DEFAULT '',
  email TEXT DEFAULT '',
  languages TEXT DEFAULT '',
  active INTEGER DEFAULT 1,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE stock_movement (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kit TEXT DEFAULT '',
  change INTEGER DEFAULT NULL,
  reason TEXT DEFAULT '',
  at TEXT DEFAULT NULL,
  staff TEXT DEFAULT '',
  loan TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE survey (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT DEFAULT '',
  intro TEXT DEFAULT '',
  back_by TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE survey_answer (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  survey TEXT DEFAULT '',
  question TEXT DEFAULT '',
  sheet INTEGER DEFAULT NULL,
  value TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE survey_question (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  survey TEXT DEFAULT '',
  text TEXT DEFAULT '',
  asked_as TEXT DEFAULT 'faces',
  choices TEXT DEFAULT '',
  position INTEGER DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE team (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT DEFAULT '',
  phone TEXT DEFAULT '',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE unlock_log (n INTEGER PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  what TEXT NOT NULL) STRICT;
CREATE TABLE visit (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  household TEXT DEFAULT '',
  planned_start TEXT DEFAULT NULL,
  planned_minutes INTEGER DEFAULT NULL,
  started TEXT DEFAULT NULL,
  minutes INTEGER DEFAULT NULL,
  kind TEXT DEFAULT NULL,
  place TEXT DEFAULT NULL,
  outcome TEXT DEFAULT NULL,
  language TEXT DEFAULT '',
  family_said TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  debriefed TEXT DEFAULT NULL,
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE visit_participant (n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  visit TEXT DEFAULT '',
  person TEXT DEFAULT '',
  staff TEXT DEFAULT '',
  name TEXT DEFAULT '',
  role TEXT DEFAULT 'family',
  deleted INTEGER DEFAULT 0,
  cells TEXT DEFAULT '[]') STRICT;
CREATE TABLE whole_chain (stream TEXT NOT NULL,
  dev TEXT NOT NULL,
  upto INTEGER NOT NULL,
  PRIMARY KEY (stream,
  dev)) STRICT,
  WITHOUT ROWID;
CREATE INDEX address_household ON address (household);
CREATE INDEX assignment_handing ON assignment (handing);
CREATE INDEX assignment_household ON assignment (household);
CREATE INDEX assignment_staff ON assignment (staff);
CREATE INDEX assignment_team ON assignment (team);
CREATE INDEX attachment_household ON attachment (household);
CREATE INDEX attachment_visit ON attachment (visit);
CREATE INDEX bundle_dev ON bundle (stream,
  dev,
  number);
CREATE INDEX bundle_state ON bundle (state);
CREATE INDEX commitment_household ON commitment (household);
CREATE INDEX commitment_state_due ON commitment (state,
  due);
CREATE INDEX commitment_visit ON commitment (visit);
CREATE INDEX consent_concerns ON consent (concerns);
CREATE INDEX consent_giver ON consent (giver);
CREATE INDEX consent_household ON consent (household);
CREATE INDEX contact_log_at ON contact_log (at);
CREATE INDEX contact_log_household ON contact_log (household);
CREATE INDEX contact_log_person ON contact_log (person);
CREATE INDEX contact_log_staff ON contact_log (staff);
CREATE INDEX contact_point_household ON contact_point (household);
CREATE INDEX contact_point_person ON contact_point (person);
CREATE INDEX contact_point_value ON contact_point (value);
CREATE INDEX custody_document_child ON custody_document (child);
CREATE INDEX custody_document_household ON custody_document (household);
CREATE INDEX disclosure_consent ON disclosure (consent);
CREATE INDEX disclosure_household ON disclosure (household);
CREATE INDEX disclosure_kept ON disclosure (kept);
CREATE INDEX disclosure_person ON disclosure (person);
CREATE INDEX disclosure_reader ON disclosure (reader);
CREATE INDEX disclosure_reminder ON disclosure (reminder);
CREATE INDEX disclosure_staff ON disclosure (staff);
CREATE INDEX disclosure_step_disclosure ON disclosure_step (disclosure);
CREATE INDEX disclosure_step_household ON disclosure_step (household);
CREATE INDEX disclosure_step_staff ON disclosure_step (staff);
CREATE INDEX distribution_household ON distribution (household);
CREATE INDEX distribution_kit ON distribution (kit);
CREATE INDEX distribution_person ON distribution (person);
CREATE INDEX enrollment_person ON enrollment (person);
CREATE INDEX enrollment_school ON enrollment (school);
CREATE INDEX erasure_staff ON erasure (staff);
CREATE INDEX event_guest_event ON event_guest (event);
CREATE INDEX event_guest_household ON event_guest (household);
CREATE INDEX event_school ON event (school);
CREATE INDEX external_id_key ON external_id (key);
CREATE INDEX family_story_household ON family_story (household);
CREATE INDEX family_story_staff ON family_story (staff);
CREATE INDEX family_story_told_by ON family_story (told_by);
CREATE INDEX family_story_visit ON family_story (visit);
CREATE INDEX follow_up_household ON follow_up (household);
CREATE INDEX follow_up_staff ON follow_up (staff);
CREATE INDEX follow_up_state_due ON follow_up (state,
  due);
CREATE INDEX follow_up_visit ON follow_up (visit);
CREATE INDEX given_up_staff ON given_up (staff);
CREATE INDEX goal_agreed_by ON goal (agreed_by);
CREATE INDEX goal_child ON goal (child);
CREATE INDEX goal_earlier ON goal (earlier);
CREATE INDEX goal_household ON goal (household);
CREATE INDEX goal_progress_goal ON goal_progress (goal);
CREATE INDEX goal_progress_household ON goal_progress (household);
CREATE INDEX goal_staff ON goal (staff);
CREATE INDEX goal_step_goal ON goal_step (goal);
CREATE INDEX goal_step_household ON goal_step (household);
CREATE INDEX handing_answered_by ON handing (answered_by);
CREATE INDEX handing_assignment ON handing (assignment);
CREATE INDEX handing_giver ON handing (giver);
CREATE INDEX handing_household ON handing (household);
CREATE INDEX handing_offered_by ON handing (offered_by);
CREATE INDEX handing_receiver ON handing (receiver);
CREATE INDEX household_member_household ON household_member (household);
CREATE INDEX household_member_person ON household_member (person);
CREATE INDEX household_name ON household (name);
CREATE INDEX household_removed ON household (id) WHERE deleted;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set",
  "name");
CREATE INDEX kit_content_kit ON kit_content (kit);
CREATE INDEX laptop_leaving_staff ON laptop_leaving (staff);
CREATE INDEX legal_hold_household ON legal_hold (household);
CREATE INDEX legal_hold_staff ON legal_hold (staff);
CREATE INDEX living_situation_household ON living_situation (household);
CREATE INDEX loan_household ON loan (household);
CREATE INDEX loan_kit ON loan (kit);
CREATE INDEX loan_person ON loan (person);
CREATE INDEX loan_state_due ON loan (state,
  due);
CREATE INDEX looked_at_staff ON looked_at (staff);
CREATE INDEX note_author ON note (author);
CREATE INDEX note_household ON note (household);
CREATE INDEX note_visit ON note (visit);
CREATE INDEX office_code_look_staff ON office_code_look (staff);
CREATE INDEX office_code_staff ON office_code (staff);
CREATE INDEX office_way_in_set_by ON office_way_in (set_by);
CREATE INDEX op_action ON op (n,
  action) WHERE action IS NOT NULL;
CREATE INDEX op_id ON op (id);
CREATE INDEX packet_issue_code ON packet_issue (code);
CREATE INDEX packet_issue_household ON packet_issue (household);
CREATE INDEX packet_issue_recipient ON packet_issue (recipient);
CREATE INDEX packet_issue_staff ON packet_issue (staff);
CREATE INDEX person_birth_date ON person (birth_date);
CREATE INDEX person_language_person ON person_language (person);
CREATE INDEX person_removed ON person (id) WHERE deleted;
CREATE INDEX protected_address_household ON protected_address (household);
CREATE INDEX question_household ON question (household);
CREATE INDEX question_person ON question (person);
CREATE INDEX question_staff ON question (staff);
CREATE INDEX question_told_at_due ON question (told_at,
  due);
CREATE INDEX question_visit ON question (visit);
CREATE INDEX referral_household ON referral (household);
CREATE INDEX referral_person ON referral (person);
CREATE INDEX referral_service ON referral (service);
CREATE INDEX referral_staff ON referral (staff);
CREATE INDEX relationship_adult ON relationship (adult);
CREATE INDEX relationship_child ON relationship (child);
CREATE INDEX safety_note_household ON safety_note (household);
CREATE INDEX safety_note_person ON safety_note (person);
CREATE INDEX said_and_done_school ON said_and_done (school);
CREATE INDEX school_date_school ON school_date (school);
CREATE INDEX signature_household ON signature (household);
CREATE INDEX signature_person ON signature (person);
CREATE INDEX signature_staff ON signature (staff);
CREATE INDEX stock_movement_kit ON stock_movement (kit);
CREATE INDEX stock_movement_kit_deleted_change ON stock_movement (kit,
  deleted,
  change);
CREATE INDEX stock_movement_loan ON stock_movement (loan);
CREATE INDEX stock_movement_staff ON stock_movement (staff);
CREATE INDEX survey_answer_question ON survey_answer (question);
CREATE INDEX survey_answer_survey ON survey_answer (survey);
CREATE INDEX survey_question_survey ON survey_question (survey);
CREATE INDEX visit_debriefed ON visit (debriefed);
CREATE INDEX visit_household ON visit (household);
CREATE INDEX visit_outcome_planned_start ON visit (outcome,
  planned_start);
CREATE INDEX visit_participant_person ON visit_participant (person);
CREATE INDEX visit_participant_staff ON visit_participant (staff);
CREATE INDEX visit_participant_visit ON visit_participant (visit);
CREATE INDEX visit_planned_start ON visit (planned_start);
CREATE INDEX visit_removed ON visit (id) WHERE deleted;
CREATE INDEX visit_staff ON visit (staff);
