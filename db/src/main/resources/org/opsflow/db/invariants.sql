-- What holds at every moment between two transactions. Each check: a line "-- name: sentence", then one statement whose
-- rows are the violations. One statement reads one snapshot, so a live database can be checked.

-- run-state: A run is in a known state.
SELECT HEX(id) AS run, state FROM run
WHERE state NOT IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled');

-- run-definition: A run points at a definition of its workspace.
SELECT HEX(r.id) AS run FROM run r
LEFT JOIN definition d ON d.id = r.definition_id AND d.workspace_id = r.workspace_id
WHERE d.id IS NULL;

-- run-steps-total: A run counts all its steps.
SELECT HEX(r.id) AS run, r.steps_total AS stated, COUNT(s.id) AS found FROM run r
LEFT JOIN step s ON s.run_id = r.id
GROUP BY r.id, r.steps_total HAVING COUNT(s.id) <> r.steps_total;

-- run-steps-open: A run counts its steps in no final state.
SELECT HEX(r.id) AS run, r.steps_open AS stated, COUNT(s.id) AS found FROM run r
LEFT JOIN step s ON s.run_id = r.id AND s.state NOT IN ('completed', 'failed', 'skipped', 'cancelled')
GROUP BY r.id, r.steps_open HAVING COUNT(s.id) <> r.steps_open;

-- run-steps-live: A run counts its steps that are ready, leased or running.
SELECT HEX(r.id) AS run, r.steps_live AS stated, COUNT(s.id) AS found FROM run r
LEFT JOIN step s ON s.run_id = r.id AND s.state IN ('ready', 'leased', 'running')
GROUP BY r.id, r.steps_live HAVING COUNT(s.id) <> r.steps_live;

-- run-phase-open: The open steps of a run's phases sum up to its open steps.
SELECT HEX(r.id) AS run, r.steps_open, r.phase_open FROM run r
LEFT JOIN JSON_TABLE(CONCAT('[', r.phase_open, ']'), '$[*]' COLUMNS (n INT PATH '$')) p ON TRUE
GROUP BY r.id, r.steps_open, r.phase_open HAVING COALESCE(SUM(p.n), 0) <> r.steps_open OR MIN(p.n) < 0;

-- run-final: A final run has no open step.
SELECT HEX(r.id) AS run, r.state, HEX(s.id) AS step, s.state AS step_state FROM run r
JOIN step s ON s.run_id = r.id
WHERE r.state IN ('completed', 'failed', 'cancelled')
    AND s.state NOT IN ('completed', 'failed', 'skipped', 'cancelled');

-- run-completed: All steps of a completed run are completed.
SELECT HEX(r.id) AS run, HEX(s.id) AS step, s.state FROM run r
JOIN step s ON s.run_id = r.id
WHERE r.state = 'completed' AND s.state <> 'completed';

-- run-ended: A run has an end exactly when it is final.
SELECT HEX(id) AS run, state, ended_at FROM run
WHERE (state IN ('completed', 'failed', 'cancelled')) <> (ended_at IS NOT NULL);

-- run-cancelled: A run names who cancelled it exactly when it is cancelled.
SELECT HEX(id) AS run, state FROM run
WHERE (state = 'cancelled') <> (cancelled_by IS NOT NULL);

-- run-stopping: A run counts its attempts that are to stop.
SELECT HEX(r.id) AS run, r.stopping AS stated, COUNT(a.id) AS found FROM run r
LEFT JOIN step s ON s.run_id = r.id
LEFT JOIN attempt a ON a.step_id = s.id AND a.state = 'stopping'
GROUP BY r.id, r.stopping HAVING COUNT(a.id) <> r.stopping;

-- step-state: A step is in a known state.
SELECT HEX(id) AS step, state FROM step
WHERE state NOT IN ('pending', 'ready', 'leased', 'running', 'completed', 'failed', 'skipped', 'cancelled');

-- step-run: A step is in the workspace of its run.
SELECT HEX(s.id) AS step FROM step s
LEFT JOIN run r ON r.id = s.run_id AND r.workspace_id = s.workspace_id
WHERE r.id IS NULL;

-- step-ordinal: The steps of a run are numbered from 0 without a gap.
SELECT HEX(run_id) AS run, COUNT(*) AS found, MIN(ordinal) AS first, MAX(ordinal) AS last FROM step
GROUP BY run_id HAVING MIN(ordinal) <> 0 OR MAX(ordinal) <> COUNT(*) - 1;

-- step-ready: A ready step needs nothing more and has its place in the queue.
SELECT HEX(id) AS step, needs_left, order_key FROM step
WHERE state = 'ready' AND (needs_left <> 0 OR order_key <= 0 OR ready_at IS NULL);

-- step-requirement: What a ready step requires is known.
SELECT HEX(s.id) AS step FROM step s
LEFT JOIN requirement q ON q.workspace_id = s.workspace_id AND q.requirement_key = s.requirement_key
WHERE s.state = 'ready' AND q.requirement_key IS NULL;

-- step-held: A leased or running step has one open attempt: its newest, in the same state, under its fence.
SELECT HEX(s.id) AS step, s.state, s.fence FROM step s
LEFT JOIN attempt a ON a.id = s.attempt_id AND a.step_id = s.id AND a.fence = s.fence AND a.state = s.state
WHERE s.state IN ('leased', 'running') AND a.id IS NULL;

-- step-free: A step that is neither leased nor running has no open attempt.
SELECT HEX(s.id) AS step, s.state, HEX(a.id) AS attempt, a.state AS attempt_state FROM step s
JOIN attempt a ON a.step_id = s.id AND a.state IN ('leased', 'running')
WHERE s.state NOT IN ('leased', 'running');

-- step-completed: A completed step has a completed attempt: its newest, under its fence.
SELECT HEX(s.id) AS step, s.fence FROM step s
LEFT JOIN attempt a ON a.id = s.attempt_id AND a.step_id = s.id AND a.fence = s.fence AND a.state = 'completed'
WHERE s.state = 'completed' AND a.id IS NULL;

-- step-cancelled: Only steps of a cancelled run are cancelled.
SELECT HEX(s.id) AS step, r.state FROM step s
JOIN run r ON r.id = s.run_id
WHERE s.state = 'cancelled' AND r.state <> 'cancelled';

-- step-attempts: A step counts its attempts.
SELECT HEX(s.id) AS step, s.attempts AS stated, COUNT(a.id) AS found FROM step s
LEFT JOIN attempt a ON a.step_id = s.id
GROUP BY s.id, s.attempts HAVING COUNT(a.id) <> s.attempts;

-- step-losses: A step has not failed and lost more attempts than it had.
SELECT HEX(id) AS step, attempts, failures, losses FROM step
WHERE failures < 0 OR losses < 0 OR failures + losses > attempts;

-- step-ended: A step has an end exactly when it is final.
SELECT HEX(id) AS step, state, ended_at FROM step
WHERE (state IN ('completed', 'failed', 'skipped', 'cancelled')) <> (ended_at IS NOT NULL);

-- attempt-state: An attempt is in a known state.
SELECT HEX(id) AS attempt, state FROM attempt
WHERE state NOT IN ('leased', 'running', 'completed', 'failed', 'released', 'lost', 'stopping', 'cancelled');

-- attempt-step: An attempt is in the run and the workspace of its step.
SELECT HEX(a.id) AS attempt FROM attempt a
LEFT JOIN step s ON s.id = a.step_id AND s.run_id = a.run_id AND s.workspace_id = a.workspace_id
WHERE s.id IS NULL;

-- attempt-open: A step has at most one open attempt.
SELECT HEX(step_id) AS step, COUNT(*) AS found FROM attempt
WHERE state IN ('leased', 'running')
GROUP BY step_id HAVING COUNT(*) > 1;

-- attempt-fence: Each attempt of a step has a fence of its own, none above the step's.
SELECT HEX(s.id) AS step, s.fence, COUNT(*) AS attempts, MAX(a.fence) AS highest FROM step s
JOIN attempt a ON a.step_id = s.id
GROUP BY s.id, s.fence HAVING MAX(a.fence) > s.fence OR COUNT(DISTINCT a.fence) <> COUNT(*);

-- attempt-number: The attempts of a step are numbered from 1 without a gap.
SELECT HEX(step_id) AS step, COUNT(*) AS found, MIN(number) AS first, MAX(number) AS last
FROM attempt
GROUP BY step_id HAVING MIN(number) <> 1 OR MAX(number) <> COUNT(*) OR COUNT(DISTINCT number) <> COUNT(*);

-- attempt-ended: An attempt has an end exactly when it is not open.
SELECT HEX(id) AS attempt, state, ended_at FROM attempt
WHERE (state IN ('leased', 'running')) <> (ended_at IS NULL);

-- attempt-started: A running attempt has a start.
SELECT HEX(id) AS attempt FROM attempt
WHERE state = 'running' AND started_at IS NULL;

-- attempt-stopped: Only the newest attempt of a cancelled step is stopping or cancelled.
SELECT HEX(a.id) AS attempt, a.state, s.state AS step_state FROM attempt a
JOIN step s ON s.id = a.step_id
WHERE a.state IN ('stopping', 'cancelled') AND (s.state <> 'cancelled' OR NOT s.attempt_id <=> a.id);

-- attempt-agent: An attempt's agent is of its workspace.
SELECT HEX(a.id) AS attempt FROM attempt a
LEFT JOIN agent g ON g.id = a.agent_id AND g.workspace_id = a.workspace_id
WHERE g.id IS NULL;

-- attempt-session: An open attempt is held by a session of its agent.
SELECT HEX(a.id) AS attempt FROM attempt a
LEFT JOIN agent_session c ON c.id = a.session_id AND c.agent_id = a.agent_id AND c.workspace_id = a.workspace_id
WHERE a.state IN ('leased', 'running') AND c.id IS NULL;

-- session-agent: A session's agent is of its workspace.
SELECT HEX(c.id) AS session FROM agent_session c
LEFT JOIN agent g ON g.id = c.agent_id AND g.workspace_id = c.workspace_id
WHERE g.id IS NULL;

-- session-closed: A connected session is not closed.
SELECT HEX(id) AS session, closed_at FROM agent_session
WHERE connected AND closed_at IS NOT NULL;

-- change-head: Every workspace with changes has a head.
SELECT HEX(e.workspace_id) AS workspace, COUNT(*) AS found FROM change_entry e
LEFT JOIN change_head h ON h.workspace_id = e.workspace_id
WHERE h.workspace_id IS NULL
GROUP BY e.workspace_id;

-- change-newest: The head is the number of the newest change.
SELECT HEX(h.workspace_id) AS workspace, h.n AS head, MAX(e.n) AS newest FROM change_head h
JOIN change_entry e ON e.workspace_id = h.workspace_id
GROUP BY h.workspace_id, h.n HAVING MAX(e.n) <> h.n;

-- change-dense: From the oldest kept to the newest no change is missing.
SELECT HEX(workspace_id) AS workspace, COUNT(*) AS found, MIN(n) AS first, MAX(n) AS last FROM change_entry
GROUP BY workspace_id HAVING COUNT(*) <> MAX(n) - MIN(n) + 1 OR MIN(n) < 1;

-- change-data: A change is a JSON object.
SELECT HEX(workspace_id) AS workspace, n FROM change_entry
WHERE NOT JSON_VALID(data) OR JSON_TYPE(data) <> 'OBJECT';

-- blob-size: The chunks of a complete blob sum up to its size.
SELECT HEX(b.id) AS blob_id, b.size_bytes AS stated, COALESCE(SUM(LENGTH(c.data)), 0) AS found FROM `blob` b
LEFT JOIN blob_chunk c ON c.blob_id = b.id
WHERE b.complete
GROUP BY b.id, b.size_bytes HAVING COALESCE(SUM(LENGTH(c.data)), 0) <> b.size_bytes;

-- blob-dense: No chunk of a complete blob is missing.
SELECT HEX(b.id) AS blob_id, COUNT(*) AS found, MIN(c.seq) AS first, MAX(c.seq) AS last FROM `blob` b
JOIN blob_chunk c ON c.blob_id = b.id
WHERE b.complete
GROUP BY b.id HAVING MIN(c.seq) <> 0 OR MAX(c.seq) <> COUNT(*) - 1;

-- blob-chunk: A chunk belongs to a blob.
SELECT HEX(c.blob_id) AS blob_id, COUNT(*) AS found FROM blob_chunk c
LEFT JOIN `blob` b ON b.id = c.blob_id
WHERE b.id IS NULL
GROUP BY c.blob_id;

-- artifact-blob: An artifact's content is a complete blob of its workspace, of its size and hash.
SELECT HEX(f.id) AS artifact FROM artifact f
LEFT JOIN `blob` b ON b.id = f.blob_id AND b.workspace_id = f.workspace_id AND b.complete
    AND b.size_bytes = f.size_bytes AND b.sha256 = f.sha256
WHERE b.id IS NULL;

-- artifact-attempt: An artifact is in the step, the run and the workspace of its attempt.
SELECT HEX(f.id) AS artifact FROM artifact f
LEFT JOIN attempt a ON a.id = f.attempt_id AND a.step_id = f.step_id AND a.run_id = f.run_id
    AND a.workspace_id = f.workspace_id
WHERE a.id IS NULL;

-- usage-attempt: Usage is of an attempt of its step, run and workspace that has begun.
SELECT HEX(u.attempt_id) AS attempt, u.model FROM attempt_usage u
LEFT JOIN attempt a ON a.id = u.attempt_id AND a.step_id = u.step_id AND a.run_id = u.run_id
    AND a.workspace_id = u.workspace_id
WHERE a.id IS NULL OR a.started_at IS NULL;

-- usage-amount: Nothing is used less than not at all, and no more of the input comes from a cache than there is.
SELECT HEX(attempt_id) AS attempt, model FROM attempt_usage
WHERE calls < 0 OR input_tokens < 0 OR cached_input_tokens < 0 OR output_tokens < 0 OR cost_micros < 0
    OR cached_input_tokens > input_tokens;

-- checkpoint-attempt: A checkpoint is of an attempt of its step, run and workspace that has begun.
SELECT HEX(c.step_id) AS step FROM step_checkpoint c
LEFT JOIN attempt a ON a.id = c.attempt_id AND a.step_id = c.step_id AND a.run_id = c.run_id
    AND a.workspace_id = c.workspace_id
WHERE a.id IS NULL OR a.started_at IS NULL;

-- checkpoint-content: A checkpoint is either a complete blob of its workspace or an artifact of its run.
SELECT HEX(c.step_id) AS step FROM step_checkpoint c
LEFT JOIN `blob` b ON b.id = c.blob_id AND b.workspace_id = c.workspace_id AND b.complete
LEFT JOIN artifact f ON f.id = c.artifact_id AND f.run_id = c.run_id
WHERE (b.id IS NULL) = (f.id IS NULL);

-- gate-attempt: What is asked is of an attempt of its step, run and workspace, and open only while that is.
SELECT HEX(g.id) AS gate, g.state FROM gate g
LEFT JOIN attempt a ON a.id = g.attempt_id AND a.step_id = g.step_id AND a.run_id = g.run_id AND a.workspace_id = g.workspace_id
WHERE a.id IS NULL OR a.asks = 0 OR (g.state = 'open' AND a.state NOT IN ('leased', 'running'));

-- gate-answer: What is asked has an answer of somebody exactly when it is answered, and an end exactly when it is not open.
SELECT HEX(id) AS gate, state FROM gate
WHERE (state = 'answered') <> (answer IS NOT NULL AND answered_by IS NOT NULL) OR (state = 'open') <> (closed_at IS NULL);

-- comment-run: A comment is of a run of its workspace, or of a step of that run.
SELECT HEX(c.id) AS comment FROM run_comment c
LEFT JOIN run r ON r.id = c.run_id AND r.workspace_id = c.workspace_id
LEFT JOIN step s ON s.id = c.step_id AND s.run_id = c.run_id
WHERE r.id IS NULL OR (c.step_id IS NOT NULL AND s.id IS NULL) OR c.author_type NOT IN ('person', 'agent');

-- agent-error-open: Of each process of an agent at most one error is open.
SELECT HEX(session_id) AS session, COUNT(*) AS open FROM agent_error WHERE open
GROUP BY session_id HAVING COUNT(*) > 1;

-- agent-error-process: An error of an agent is of a process of it, and has an end exactly when it is not open.
SELECT HEX(e.id) AS error, e.open, e.ended_at FROM agent_error e
LEFT JOIN agent_session c ON c.id = e.session_id AND c.agent_id = e.agent_id AND c.workspace_id = e.workspace_id
WHERE c.id IS NULL OR e.open <> (e.ended_at IS NULL) OR (e.open AND e.dismissed_by IS NOT NULL);

-- log-size: A log chunk is as long as it says.
SELECT HEX(attempt_id) AS attempt, at_offset, size_bytes AS stated, LENGTH(data) AS found FROM log_chunk
WHERE LENGTH(data) <> size_bytes;

-- log-contiguous: The log of an attempt has no gap and no overlap.
SELECT HEX(attempt_id) AS attempt, at_offset, expected
FROM (SELECT attempt_id, at_offset,
             COALESCE(LAG(at_offset + size_bytes) OVER (PARTITION BY attempt_id ORDER BY at_offset), 0) AS expected
      FROM log_chunk) chunks
WHERE at_offset <> expected;

-- log-attempt: A log belongs to an attempt of its workspace.
SELECT HEX(l.attempt_id) AS attempt FROM (SELECT DISTINCT attempt_id, workspace_id FROM log_chunk) l
LEFT JOIN attempt a ON a.id = l.attempt_id AND a.workspace_id = l.workspace_id
WHERE a.id IS NULL;

-- member-person: A member is a person and belongs to a workspace.
SELECT HEX(m.workspace_id) AS workspace, HEX(m.person_id) AS person FROM member m
LEFT JOIN person p ON p.id = m.person_id
LEFT JOIN workspace w ON w.id = m.workspace_id
WHERE p.id IS NULL OR w.id IS NULL;

-- workspace-owner: A workspace has exactly one owner.
SELECT HEX(w.id) AS workspace, COUNT(m.person_id) AS owners FROM workspace w
LEFT JOIN member m ON m.workspace_id = w.id AND m.role = 'owner'
GROUP BY w.id HAVING COUNT(m.person_id) <> 1;

-- invitation-workspace: An invitation is of a workspace, and not for its owner's role.
SELECT HEX(i.id) AS invitation, i.role FROM invitation i
LEFT JOIN workspace w ON w.id = i.workspace_id
WHERE w.id IS NULL OR i.role NOT IN ('admin', 'member', 'viewer');

-- api-key-owner: A key that is not revoked belongs to an agent or a member of its workspace.
SELECT k.prefix AS api_key FROM api_key k
LEFT JOIN agent g ON g.id = k.agent_id AND g.workspace_id = k.workspace_id
LEFT JOIN member m ON m.person_id = k.person_id AND m.workspace_id = k.workspace_id
WHERE g.id IS NULL AND m.person_id IS NULL AND k.revoked_at IS NULL;
