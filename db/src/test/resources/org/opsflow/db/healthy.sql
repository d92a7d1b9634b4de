-- A small healthy database: #name stands for an id. Run r1 is under way, r2 is completed, r3 is cancelled.
INSERT INTO workspace (id, slug, name, created_at) VALUES (#w, 'acme', 'Acme', NOW(6));
INSERT INTO person (id, email, name, password_hash, created_at) VALUES (#p, 'ann@example.com', 'Ann', 'hash', NOW(6));
INSERT INTO member (workspace_id, person_id, role, created_at) VALUES (#w, #p, 'owner', NOW(6));
INSERT INTO invitation VALUES (#i, #w, 'bob@example.com', 'member', UNHEX(SHA2('i', 256)), #p, NOW(6), NOW(6));
INSERT INTO agent VALUES (#g, #w, 'ada', 'Ada', '🤖', '#336699', NOW(6), NULL);
INSERT INTO api_key (id, workspace_id, hash, prefix, agent_id, created_at) VALUES (#k, #w, UNHEX(SHA2('k', 256)), 'owf_ada_1234', #g, NOW(6));
INSERT INTO agent_session (id, workspace_id, agent_id, instance, node, epoch, resume_hash, connected, lease_until, version,
    capabilities, opened_at, closed_at, paused) VALUES (#c, #w, #g, 'one', 'node', 1, UNHEX(SHA2('c', 256)), TRUE, NOW(6), '1', 'git', NOW(6), NULL, FALSE);
INSERT INTO definition VALUES (#d, #w, 'health', 1, 'Health', '', 'name: health', UNHEX(SHA2('d', 256)), NULL, NOW(6));
INSERT INTO requirement VALUES (#w, #q, 'git');

INSERT INTO run VALUES (#r1, #w, #d, 'First', '{}', 2, 'running', '2,2', 5, 4, 3, NULL, NULL, NULL, NOW(6), NOW(6), NULL, 1, NULL, NULL, 0);
INSERT INTO step (id, workspace_id, run_id, ordinal, state, needs_left, requirement_key, order_key, fence, attempt_id,
    attempts, failures, losses, output, summary, error_message, ready_at, started_at, ended_at, revision) VALUES (#s0, #w, #r1, 0, 'completed', 0, #q, 1, 2, #a01, 2, 0, 1, '{}', NULL, NULL, NOW(6), NOW(6), NOW(6), 1);
INSERT INTO step (id, workspace_id, run_id, ordinal, state, needs_left, requirement_key, order_key, fence, attempt_id,
    attempts, failures, losses, output, summary, error_message, ready_at, started_at, ended_at, revision) VALUES (#s1, #w, #r1, 1, 'running', 0, #q, 2, 1, #a1, 1, 0, 0, NULL, NULL, NULL, NOW(6), NOW(6), NULL, 1);
INSERT INTO step (id, workspace_id, run_id, ordinal, state, needs_left, requirement_key, order_key, fence, attempt_id,
    attempts, failures, losses, output, summary, error_message, ready_at, started_at, ended_at, revision) VALUES (#s2, #w, #r1, 2, 'leased', 0, #q, 3, 1, #a2, 1, 0, 0, NULL, NULL, NULL, NOW(6), NULL, NULL, 1);
INSERT INTO step (id, workspace_id, run_id, ordinal, state, needs_left, requirement_key, order_key, fence, attempt_id,
    attempts, failures, losses, output, summary, error_message, ready_at, started_at, ended_at, revision) VALUES (#s3, #w, #r1, 3, 'ready', 0, #q, 4, 0, NULL, 0, 0, 0, NULL, NULL, NULL, NOW(6), NULL, NULL, 1);
INSERT INTO step (id, workspace_id, run_id, ordinal, state, needs_left, requirement_key, order_key, fence, attempt_id,
    attempts, failures, losses, output, summary, error_message, ready_at, started_at, ended_at, revision) VALUES (#s4, #w, #r1, 4, 'pending', 1, #q, 0, 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO attempt (id, workspace_id, run_id, step_id, number, fence, session_id, agent_id, state, last_report, exit_code,
    reason, error_message, leased_at, started_at, ended_at, asks) VALUES (#a00, #w, #r1, #s0, 1, 1, #c, #g, 'lost', 0, NULL, 'expired', NULL, NOW(6), NOW(6), NOW(6), 0);
INSERT INTO attempt (id, workspace_id, run_id, step_id, number, fence, session_id, agent_id, state, last_report, exit_code,
    reason, error_message, leased_at, started_at, ended_at, asks) VALUES (#a01, #w, #r1, #s0, 2, 2, #c, #g, 'completed', 2, 0, NULL, NULL, NOW(6), NOW(6), NOW(6), 0);
INSERT INTO attempt (id, workspace_id, run_id, step_id, number, fence, session_id, agent_id, state, last_report, exit_code,
    reason, error_message, leased_at, started_at, ended_at, asks) VALUES (#a1, #w, #r1, #s1, 1, 1, #c, #g, 'running', 2, NULL, NULL, NULL, NOW(6), NOW(6), NULL, 1);
INSERT INTO attempt (id, workspace_id, run_id, step_id, number, fence, session_id, agent_id, state, last_report, exit_code,
    reason, error_message, leased_at, started_at, ended_at, asks) VALUES (#a2, #w, #r1, #s2, 1, 1, #c, #g, 'leased', 0, NULL, NULL, NULL, NOW(6), NULL, NULL, 0);

INSERT INTO run VALUES (#r2, #w, #d, 'Second', '{}', 2, 'completed', '0,0', 1, 0, 0, NULL, NULL, NULL, NOW(6), NOW(6), NOW(6), 3, NULL, NULL, 0);
INSERT INTO step (id, workspace_id, run_id, ordinal, state, needs_left, requirement_key, order_key, fence, attempt_id,
    attempts, failures, losses, output, summary, error_message, ready_at, started_at, ended_at, revision) VALUES (#t0, #w, #r2, 0, 'completed', 0, #q, 1, 1, #b0, 1, 0, 0, '{}', NULL, NULL, NOW(6), NOW(6), NOW(6), 1);
INSERT INTO attempt (id, workspace_id, run_id, step_id, number, fence, session_id, agent_id, state, last_report, exit_code,
    reason, error_message, leased_at, started_at, ended_at, asks) VALUES (#b0, #w, #r2, #t0, 1, 1, #c, #g, 'completed', 3, 0, NULL, NULL, NOW(6), NOW(6), NOW(6), 1);
INSERT INTO attempt_usage VALUES (#t0, #b0, 'opus-4', #r2, #w, 2, 900, 300, 40, 1250);
INSERT INTO log_chunk VALUES (#b0, 0, #w, 3, 'abc');
INSERT INTO log_chunk VALUES (#b0, 3, #w, 2, 'de');
INSERT INTO `blob` VALUES (#x, #w, 11, UNHEX(SHA2('hello world', 256)), TRUE, NOW(6));
INSERT INTO blob_chunk VALUES (#x, 0, 'hello ');
INSERT INTO blob_chunk VALUES (#x, 1, 'world');
INSERT INTO `blob` VALUES (#y, #w, 99, UNHEX(SHA2('', 256)), FALSE, NOW(6));
INSERT INTO artifact VALUES (#f, #w, #r2, #t0, #b0, 'report.md', 'document', 'text/markdown', 11, UNHEX(SHA2('hello world', 256)), #x, NOW(6));

INSERT INTO step_checkpoint VALUES (#s0, #a01, #r1, #w, #z, NULL, NOW(6));
INSERT INTO step_checkpoint VALUES (#t0, #b0, #r2, #w, NULL, #f, NOW(6));
INSERT INTO `blob` VALUES (#z, #w, 5, UNHEX(SHA2('state', 256)), TRUE, NOW(6));
INSERT INTO blob_chunk VALUES (#z, 0, 'state');

INSERT INTO gate VALUES (#g1, #w, #r1, #s1, #a1, 2, #g, 'question', 'Which?', 'a', '', 'open', NOW(6), NULL, NULL, NULL, NULL, NULL);
INSERT INTO gate VALUES (#g2, #w, #r2, #t0, #b0, 2, #g, 'approval', 'Go?', '', '', 'answered', NOW(6), '', NULL, TRUE, #p, NOW(6));

INSERT INTO run_comment VALUES (#m1, #w, #r2, #t0, 'agent', #g, 'done', '', NOW(6));
INSERT INTO run_comment VALUES (#m2, #w, #r2, NULL, 'person', #p, 'good', '', NOW(6));

INSERT INTO agent_error VALUES (#n1, #w, #g, #c, 'one', 'one', 'disk_full', 'The disk is full.', NOW(6), FALSE, NOW(6), NULL);
INSERT INTO agent_error VALUES (#n2, #w, #g, #c, 'two', 'one', 'model_key', 'The model refuses its key.', NOW(6), TRUE, NULL, NULL);

INSERT INTO run VALUES (#r3, #w, #d, 'Third', '{}', 2, 'cancelled', '0,0', 2, 0, 0, NULL, NULL, NULL, NOW(6), NOW(6), NOW(6), 3, #p, 'wrong branch', 1);
INSERT INTO step (id, workspace_id, run_id, ordinal, state, needs_left, requirement_key, order_key, fence, attempt_id,
    attempts, failures, losses, output, summary, error_message, ready_at, started_at, ended_at, revision) VALUES (#u0, #w, #r3, 0, 'cancelled', 0, #q, 1, 1, #e0, 1, 0, 0, NULL, NULL, NULL, NOW(6), NOW(6), NOW(6), 1);
INSERT INTO step (id, workspace_id, run_id, ordinal, state, needs_left, requirement_key, order_key, fence, attempt_id,
    attempts, failures, losses, output, summary, error_message, ready_at, started_at, ended_at, revision) VALUES (#u1, #w, #r3, 1, 'cancelled', 1, #q, 0, 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NOW(6), 1);
INSERT INTO attempt (id, workspace_id, run_id, step_id, number, fence, session_id, agent_id, state, last_report, exit_code,
    reason, error_message, leased_at, started_at, ended_at, asks) VALUES (#e0, #w, #r3, #u0, 1, 1, #c, #g, 'stopping', 1, NULL, 'cancelled', 'The run was cancelled.', NOW(6), NOW(6), NOW(6), 0);

INSERT INTO change_head VALUES (#w, 'e1', 3);
INSERT INTO change_entry VALUES (#w, 2, NOW(6), 'workflow.step.ready', '{}');
INSERT INTO change_entry VALUES (#w, 3, NOW(6), 'workflow.step.started', '{"a": 1}');
