-- For each check of invariants.sql one thing that breaks it.
-- run-state
UPDATE run SET state = 'odd' WHERE id = #r1;
-- run-definition
UPDATE definition SET workspace_id = #other;
-- run-steps-total
UPDATE run SET steps_total = 6 WHERE id = #r1;
-- run-steps-open
UPDATE run SET steps_open = 3 WHERE id = #r1;
-- run-steps-live
UPDATE run SET steps_live = 4 WHERE id = #r1;
-- run-phase-open
UPDATE run SET phase_open = '2,1' WHERE id = #r1;
-- run-final
UPDATE run SET state = 'cancelled', ended_at = NOW(6) WHERE id = #r1;
-- run-completed
UPDATE step SET state = 'skipped' WHERE id = #t0;
-- run-ended
UPDATE run SET ended_at = NULL WHERE id = #r2;
-- run-cancelled
UPDATE run SET cancelled_by = NULL WHERE id = #r3;
-- run-stopping
UPDATE run SET stopping = 2 WHERE id = #r3;
-- step-state
UPDATE step SET state = 'odd' WHERE id = #s4;
-- step-run
UPDATE step SET workspace_id = #other WHERE id = #s4;
-- step-ordinal
UPDATE step SET ordinal = 7 WHERE id = #s4;
-- step-ready
UPDATE step SET needs_left = 1 WHERE id = #s3;
-- step-requirement
DELETE FROM requirement;
-- step-held
UPDATE attempt SET fence = 2 WHERE id = #a1;
-- step-free
UPDATE attempt SET state = 'running', ended_at = NULL WHERE id = #b0;
-- step-completed
UPDATE attempt SET state = 'lost' WHERE id = #b0;
-- step-cancelled
UPDATE step SET state = 'cancelled' WHERE id = #s4;
-- step-attempts
UPDATE step SET attempts = 3 WHERE id = #s0;
-- step-losses
UPDATE step SET failures = 2 WHERE id = #s0;
-- step-ended
UPDATE step SET ended_at = NOW(6) WHERE id = #s3;
-- attempt-state
UPDATE attempt SET state = 'odd' WHERE id = #a00;
-- attempt-step
UPDATE attempt SET run_id = #r2 WHERE id = #a1;
-- attempt-open
UPDATE attempt SET step_id = #s1, number = 2, fence = 3 WHERE id = #a2;
-- attempt-fence
UPDATE attempt SET fence = 2 WHERE id = #a00;
-- attempt-number
UPDATE attempt SET number = 3 WHERE id = #a01;
-- attempt-ended
UPDATE attempt SET ended_at = NULL WHERE id = #a00;
-- attempt-started
UPDATE attempt SET started_at = NULL WHERE id = #a1;
-- attempt-stopped
UPDATE attempt SET state = 'cancelled' WHERE id = #b0;
-- attempt-agent
UPDATE attempt SET agent_id = #other WHERE id = #a00;
-- attempt-session
DELETE FROM agent_session;
-- session-agent
UPDATE agent_session SET workspace_id = #other;
-- session-closed
UPDATE agent_session SET closed_at = NOW(6);
-- change-head
DELETE FROM change_head;
-- change-newest
UPDATE change_head SET n = 4;
-- change-dense
UPDATE change_entry SET n = 1 WHERE n = 2;
-- change-data
UPDATE change_entry SET data = '[]' WHERE n = 2;
-- blob-size
UPDATE `blob` SET size_bytes = 12 WHERE id = #x;
-- blob-dense
UPDATE blob_chunk SET seq = 2 WHERE seq = 1;
-- blob-chunk
INSERT INTO blob_chunk VALUES (#other, 0, 'lost');
-- artifact-blob
UPDATE artifact SET blob_id = #y;
-- artifact-attempt
UPDATE artifact SET step_id = #s1;
-- usage-attempt
UPDATE attempt_usage SET run_id = #r1;
-- usage-amount
UPDATE attempt_usage SET cached_input_tokens = 901;
-- checkpoint-attempt
UPDATE step_checkpoint SET attempt_id = #a2 WHERE step_id = #s0;
-- checkpoint-content
UPDATE step_checkpoint SET run_id = #r1, step_id = #s1, attempt_id = #a1 WHERE step_id = #t0;
-- gate-attempt
UPDATE gate SET step_id = #s2 WHERE id = #g1;
-- gate-answer
UPDATE gate SET state = 'withdrawn' WHERE id = #g2;
-- comment-run
UPDATE run_comment SET step_id = #s0 WHERE id = #m1;
-- agent-error-open
UPDATE agent_error SET open = TRUE, ended_at = NULL WHERE id = #n1;
-- agent-error-process
UPDATE agent_error SET ended_at = NOW(6) WHERE id = #n2;
-- log-size
UPDATE log_chunk SET data = 'd' WHERE at_offset = 3;
-- log-contiguous
UPDATE log_chunk SET at_offset = 4 WHERE at_offset = 3;
-- log-attempt
UPDATE log_chunk SET attempt_id = #other;
-- member-person
DELETE FROM person;
-- api-key-owner
UPDATE api_key SET workspace_id = #other;
-- workspace-owner
UPDATE member SET role = 'admin';
-- invitation-workspace
UPDATE invitation SET role = 'owner';
