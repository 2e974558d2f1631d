/** Every bound on what a stranger can make grow, with its reason. Names carry their units. */
export const limits = {
  /** A stage name fits a line; a pasted page does not belong in a label. */
  labelChars: 10_000,
  /** Ids are written by hand and by programs, and repeated in every reference. */
  idChars: 200,
  /** Deeper JSON, or shared types nested deeper, have no meaning here and cost stack. */
  jsonDepth: 32,
  /** Beyond this the canvas and the sciences are not measured. */
  touchpointsPerMap: 10_000,
  /** All kinds together: keeps a map under about 50 MB in memory. */
  recordsPerMap: 50_000,
  /** Raw observations pasted into one piece of evidence. */
  valuesPerEvidence: 10_000,
  /** No map reaches that far from its corner, and what indexes places must not walk to infinity. */
  canvasPixels: 1_000_000,
  /** References, steps, preventions, rehearsals inside one record. */
  itemsPerRecord: 1_000,
  /** Plays of one map that the workspace library lists: nobody looks through more, and the list is kept with every map. */
  libraryPlaysPerMap: 200,
  /** A play's title, trigger and owner in the library: a line each. */
  libraryChars: 300,
  /** An import that takes longer to parse than to draw is an attack or a mistake. */
  importBytes: 10_000_000,
  /** Commands in one request; a script with more to do asks again, and others get their turn between. */
  commandsPerRequest: 1_000,
  /** Requests with commands that wait for their turn at one map, up to a frame of bytes each. */
  changesWaitingPerMap: 100,
  /** One frame of a signed-in session; a long offline stretch comes in several. */
  frameBytes: 1_000_000,
  /** Structs and deleted ranges in one frame: what the server reads and applies without others feeling it. */
  structsPerFrame: 100_000,
  /** A map's updates and state: beyond this a room no longer fits beside others. */
  mapBytes: 64_000_000,
  /** Nothing a stranger sends before we know him needs more. */
  preAuthFrameBytes: 16_384,
  /** One person's presence: cursor, selection, drag. */
  presenceBytes: 4_096,
  /** Presence is redrawn 30 times a second at most; more is waste. */
  presenceHz: 30,
  /** Typing and dragging stay below 20 a second; scripts should use the HTTP API. */
  updatesPerSecond: 100,
  updatesBurst: 500,
  /** A socket that has not greeted by then is not a client. */
  greetTimeoutMs: 10_000,
  /** Sockets asked for from one address: a full house that comes back after a restart, not a hammer. */
  upgradesPerSecond: 200,
  upgradesBurst: 2_000,
  /** Wrong tokens, tickets and sessions from one address: a workshop whose sessions ran out, not a search. */
  wrongPassesPerSecond: 0.2,
  wrongPassesBurst: 300,
  /** TCP connections before anybody said a word: the sockets of a full house, and what its pages load meanwhile. */
  tcpConnectionsPerAddress: 2_000,
  tcpConnectionsPerProcess: 10_000,
  /** The first line and the headers of a request; who sends them byte by byte holds a connection for no longer. */
  headersTimeoutMs: 10_000,
  /** A whole request: ten megabytes over a slow line. */
  requestTimeoutMs: 60_000,
  connectionsPerUser: 50,
  connectionsPerAddress: 500,
  connectionsPerRoom: 600,
  connectionsPerProcess: 4_000,
  /** How late the main thread may be, over some seconds, before newcomers are asked to come later: what people feel. */
  strainDelayMs: 250,
  /** Client ids a connection may use: one a tab, plus those of its earlier offline sessions. */
  clientIdsPerConnection: 64,
  /** From here a slow reader gets no presence. */
  slowReaderBytes: 256_000,
  /** Past this a slow reader is asked to come back (1013); resync is exact. */
  deadReaderBytes: 4_000_000,
  /**
   * Answers past `slowReaderBytes` that are sent and unread at once: each may hold a state of the map in memory that nobody
   * else gets any more, and megabytes in the network's buffers.
   */
  largeAnswersPerRoom: 40,
  largeAnswersPerProcess: 100,
  /** How long one may be read while others wait for the place: four megabytes over a line of one megabit. */
  largeAnswerMs: 30_000,
  /** How long a failing disk may keep changes waiting before new ones are refused, and how much may wait. */
  unsavedMs: 10_000,
  unsavedBytes: 64_000_000,
  /** Of a map that cannot be saved while others can: what its people write in ten seconds, not what memory holds. */
  unsavedBytesPerMap: 8_000_000,
  pingMs: 15_000,
  deadMs: 45_000,
  /** `ws` receiver bounds: a frame in a thousand pieces is an attack. */
  maxFragments: 1_024,
  maxBufferedChunks: 4_096,
  ticketTtlMs: 60_000,
  sessionIdleMs: 12 * 3_600_000,
  sessionMaxMs: 30 * 86_400_000,
  shareLinkTtlMs: 30 * 86_400_000,
  /** A token that is forgotten ends after a year. */
  apiTokenDays: 366,
  /** One a program; a hundred are a script that forgot to end them. */
  apiTokensPerAccount: 100,
  /** A mail that was read after a holiday. */
  invitationTtlMs: 14 * 86_400_000,
  /** To one workspace or one map: a department that joins at once. */
  invitationsOpen: 1_000,
  workspacesPerAccount: 200,
  membersPerWorkspace: 5_000,
  membersPerMap: 1_000,
  /** A mail is read at once or asked for again. */
  signInLinkTtlMs: 10 * 60_000,
  resetLinkTtlMs: 60 * 60_000,
  /** Between the password and the code, and between the studio and the provider. */
  signInStepTtlMs: 10 * 60_000,
  /** Codes tried for one sign-in: five slips of the finger. */
  codesPerStep: 5,
  /** Who signed in within this is taken for the person itself where there is no password to ask for. */
  recentSignInMs: 15 * 60_000,
  /** What the log of who did what keeps at least; older lines are thinned out by the day. */
  auditDays: 400,
  /** Lines of the log that are kept, however young: some gigabytes. */
  auditEntries: 2_000_000,
  /** Of these, failed ways in of people nobody knows: what a search writes must not push out what happened. */
  auditStrangerEntries: 20_000,
  /** A team needs a few; thousands are a script gone wrong. */
  shareLinksPerMap: 100,
  /** A lecture hall; a link that brings more was made public by mistake. */
  guestsPerLink: 1_000,
  binDays: 30,
  /** A run of a plan B: some hundred short notes with their times; a novel does not belong in one. */
  runBytes: 32_000,
  /** What is kept free in a run for its end and its follow-ups, however much was noted before. */
  runReserveBytes: 4_000,
  stepsPerRun: 60,
  eventsPerRun: 300,
  /** One note of a run: what the customer asked for, a reason. */
  runNoteChars: 500,
  /** Ten runs a day for almost three years; more is a script. */
  runsPerMap: 10_000,
  /** Of one who may only look: sixteen a day for the month that a guest's session lasts. */
  runsPerAuthor: 500,
  /** How far the clock of a phone may be ahead of the server's. */
  runClockSlackMs: 5 * 60_000,
  /** What one look at the runs of a map gets, the newest: the figures of a season, in a few megabytes at most. */
  runsListed: 500,
  /** One comment: a paragraph or two; a document belongs elsewhere and is linked. */
  commentChars: 4_000,
  /** Of one map: forty a day for most of a year, and one look at all that is open in a megabyte or two. */
  commentsPerMap: 10_000,
  /** Of one who may not edit: a link that was passed on must not leave the others without room. */
  commentsPerAuthor: 1_000,
  /** What one look at a map's comments gets; open threads come first. */
  threadsListed: 500,
  /** Rehearsals of one map: a team that rehearses each week has ten years. */
  exercisesPerMap: 500,
  /** An hour of ten people who tick and write all the time; the last of them stay with those who can end it. */
  eventsPerExercise: 5_000,
  eventsKeptForFacilitators: 500,
  /** The whole of an exercise is read by everybody who joins. */
  exerciseBytes: 4_000_000,
  /** What is kept free in an exercise for its end, its review and its findings' end, however much was written before. */
  exerciseReserveBytes: 400_000,
  /** A day and a night; nobody sits at a table for longer. */
  exerciseMinutes: 1_440,
  exerciseNameChars: 300,
  /** An inject, a log entry or a finding is read while a clock runs. */
  exerciseTextChars: 2_000,
  /** One a minute for an hour and a half is more than a room takes in. */
  injectsPerExercise: 100,
  playsPerExercise: 20,
  stepsPerExercisePlay: 100,
  peoplePerExercise: 200,
  findingsPerExercise: 200,
  /** A map that is edited without a pause gets a version so often; more would only make the list longer. */
  versionEveryMs: 10 * 60_000,
  /** Edits come in bursts: a version is made when nobody changed anything for so long. */
  versionQuietMs: 3 * 60_000,
  /** Versions that somebody named; a team that names one each week has ten years. */
  namedVersionsPerMap: 500,
  /** Those made by themselves: what is left of several years after thinning. */
  automaticVersionsPerMap: 300,
  /** What a map was before a restore, and what it became; the oldest go. */
  restoresPerMap: 100,
  versionNameChars: 120,
  /** Who changed what, an entry for each person, record and five minutes: months of a busy team in some megabytes. */
  changesPerMap: 20_000,
  /** One look at the changes. */
  changesListed: 200,
  /** A longer title says no more in a list of changes. */
  changeTitleChars: 120,
  /** What one person does to one record within this is one change. */
  changeStretchMs: 5 * 60_000,
  /** So many rows wait for the journal of changes at most before they are merged without it. */
  rowsWithoutJournal: 20_000,
} as const;
