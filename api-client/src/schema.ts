// Made by `npm run generate` from web-rest/src/main/resources/openapi.yaml: change that, not this.

export interface paths {
    "/agent-door": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where agents connect to
         * @description What stands after `--server` in the command that starts an agent; the key `opsflow.agents.address` sets it.
         */
        get: operations["getAgentDoor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agents that are not retired */
        get: operations["listAgents"];
        put?: never;
        /** Register an agent and get its key */
        post: operations["registerAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        /**
         * An agent, retired or not
         * @description With the `load` of each of its processes, when the node that answers has heard of it lately.
         */
        get: operations["getAgent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/errors/{error}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show what was wrong with an agent no more
         * @description The agent is not told. When another of its processes said that something is wrong with it, too, `error` is that from
         *     then on. The same again for an error that is over changes nothing.
         */
        post: operations["dismissAgentError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys of an agent */
        get: operations["listAgentKeys"];
        put?: never;
        /**
         * Make a key
         * @description Without `scopes` it is `task-only`. To replace a key make another, give it to the agent and revoke the first.
         *     A key cannot make one that may be used for more than itself (403 `scope`).
         */
        post: operations["createAgentKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key */
        delete: operations["revokeAgentKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        /** What an agent wrote to others, and what others wrote to it */
        get: operations["listAgentMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an agent no new work
         * @description It gets no offers on any of its processes, open offers are taken back, and what it holds goes on. That holds through
         *     reconnections and restarts until somebody resumes it. `pause.stage` is `pausing` while it holds work, then `paused`;
         *     `control` of each process says how far the word has come to it. The same again for a paused agent changes nothing.
         */
        post: operations["pauseAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused agent have work again
         * @description For an agent that is not paused nothing changes.
         */
        post: operations["resumeAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let an agent work no more
         * @description Its keys are revoked and its connections end; what it holds goes back to the queue when its lease has run out.
         *     What it did stays under its name. The same again for a retired agent changes nothing.
         */
        post: operations["retireAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        /** What people set for an agent */
        get: operations["getAgentSettings"];
        /**
         * Set what an agent is to go by
         * @description In place of all that was set before. Each of its processes is told at once or when it connects, and what it makes of the
         *     members is its own affair. It is no place for secrets: whoever may configure agents reads them, and the agent's
         *     processes keep them as they like.
         */
        put: operations["configureAgent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own keys in this workspace */
        get: operations["listPersonalKeys"];
        put?: never;
        /**
         * Make a key
         * @description Without `scopes` it may be used for all that the role allows.
         *     A key cannot make one that may be used for more than itself (403 `scope`).
         */
        post: operations["createPersonalKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key */
        delete: operations["revokePersonalKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artifacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an artifact.
                 * @example art_01jd3v6x2kf4qb5n8m7p9r0sty
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        /**
         * The bytes of a file
         * @description Bare, without the envelope. The file never runs in our origin: `Content-Security-Policy` sandboxes it, and what
         *     is neither text nor an image nor JSON is always a download.
         */
        get: operations["getArtifact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/asyncapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the stream of events and the socket tell, as an AsyncAPI document */
        get: operations["getLiveContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refused attempts, sign-ins, and changes of accounts, keys and members
         * @description Of the first workspace also what is of none: unknown accounts and keys.
         */
        get: operations["readAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with e-mail address and password
         * @description Sets the cookie `opsflow_session`. Wrong passwords are counted for each address and each account.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this sign-in */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who one is, what one may do, and the CSRF token */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one's name */
        patch: operations["changeMe"];
        trace?: never;
    };
    "/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's password
         * @description Ends all other sign-ins of the person. Wrong passwords are counted as at sign-in.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's sign-ins */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** End all one's sign-ins but this one */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's sign-ins */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose the workspace of this sign-in
         * @description For calls that name none. Two tabs in two workspaces send the header `Opsflow-Workspace` instead.
         */
        put: operations["chooseWorkspace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The changes of the workspace as they happen
         * @description Server-sent events that do not end. The first is `ready`: what follows is everything after the place that was asked
         *     for, or after now. It is `reset` when what came after that place is not to be had any more: load anew what you
         *     show, then go on reading. Both hold the `epoch` and the number `n` they stand at.
         *
         *     Each event without a name is one change, `{n, type, at, data}`, numbered without a gap before the filter. The id of
         *     an event is where its reader stands; `EventSource` sends it in `Last-Event-ID` when it connects again. A comment with
         *     an id comes every 15 seconds. The AsyncAPI document, `/asyncapi.yaml`, describes every type.
         *
         *     One person or agent may have 5 streams open on a node (`opsflow.streams.per.person`). A stream ends when the sign-in
         *     or key ends, when its reader does not keep up, and when the server stops.
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What agents ask people, the newest first */
        get: operations["listGates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of what is asked.
                 * @example gate_01jd3v6x2kf4qb5n8m7p9r0st5
                 */
                id: components["parameters"]["GateId"];
            };
            cookie?: never;
        };
        /** What an agent asks, and what it was answered */
        get: operations["getGate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gates/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of what is asked.
                 * @example gate_01jd3v6x2kf4qb5n8m7p9r0st5
                 */
                id: components["parameters"]["GateId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer what an agent asks
         * @description An approval takes `approved`, a question with choices takes one of them as `choice`, any other question takes `text`;
         *     `text` may be added to all. The agent is told at once, and again until it has acknowledged it; `worker.control_changed`
         *     with the same id says how far that has come. There is one answer: 409 `gate_answered` when somebody was first, and
         *     `gate_withdrawn` when the attempt that asked has ended, each with `current`.
         */
        post: operations["answerGate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the server is well
         * @description For monitors; bare, without the envelope.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations that can be accepted */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody to become a member
         * @description Takes the place of an earlier invitation of the address. Whether it has an account is not told.
         */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an invitation */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Become a member by an invitation, and sign in
         * @description Who has an account proves it by its password; who has none chooses one. 401 `invitation_gone`: the invitation is
         *     unknown, used, revoked or has expired. 401 `invalid_credentials`: the password is not that of the account.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people of the workspace */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member, or leave
         * @description Ends the keys of the person in this workspace, and their sign-ins and sockets that are in it. Everybody but the
         *     owner may remove themselves, signed in. 409 `owner`: the owner hands over first.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role
         * @description There is exactly one owner, who hands over by making somebody else the owner, signed in, and is an administrator
         *     then. 409 `owner`: the owner cannot be changed otherwise.
         */
        patch: operations["changeRole"];
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document as JSON */
        get: operations["getContractAsJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getContractAsYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest version of every definition */
        get: operations["listDefinitions"];
        put?: never;
        /**
         * Publish a definition, or its next version
         * @description The id is a slug made from the name. The same text again makes no new version. docs/workflows.md describes the
         *     format; everything that is wrong is told at once, with line and column.
         */
        post: operations["publishDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-definitions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a definition.
                 * @example build-and-check
                 */
                id: components["parameters"]["DefinitionId"];
            };
            cookie?: never;
        };
        /** A definition with its text, steps and versions */
        get: operations["getDefinition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-definitions/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what is wrong with a definition, without publishing it */
        post: operations["validateDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs, the newest first
         * @description Each with its first steps; at most 200 of a run, and 2,000 in all.
         */
        get: operations["listExecutions"];
        put?: never;
        /**
         * Start a run of a definition
         * @description Answers when the run is stored and in the queue. Wrong arguments are named `args.<name>`.
         */
        post: operations["startExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-executions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /** A run with its steps, arguments and definition */
        get: operations["getExecution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-executions/{id}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /** The files that a run's steps left behind */
        get: operations["listArtifacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-executions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a run now
         * @description No further step starts, agents are told to stop, and the run is cancelled when this answers; `cancel_stage` tells
         *     whether agents still end what they do. The same again for a run that is cancelled already changes nothing.
         */
        post: operations["cancelExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-executions/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /** What people and agents said of a run and its steps, the oldest first */
        get: operations["listComments"];
        put?: never;
        /**
         * Say something of a run or of one of its steps
         * @description Everybody in the workspace is told at once. It cannot be changed afterwards.
         */
        post: operations["createComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-executions/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /** What agents wrote to each other while working on a run */
        get: operations["listRunMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-executions/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /** The steps of a run */
        get: operations["listSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-steps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a step's row, as `steps[].id` of a run tells it.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["StepId"];
            };
            cookie?: never;
        };
        /** A step with its output and attempts */
        get: operations["getStep"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-steps/{id}/logs/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a step's row, as `steps[].id` of a run tells it.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["StepId"];
                /**
                 * @description `input`: the command or prompt with its values filled in. `output`: what the process printed. `events`: what
                 *     happened to the attempts, one JSON object a line. `summary`: what the agent said of it at the end.
                 * @example output
                 */
                type: "input" | "output" | "events" | "summary";
            };
            cookie?: never;
        };
        /**
         * A log of a step
         * @description As JSON its last 256 KiB. With `Accept: text/plain` its bytes, bare: all of them, or the part that the header
         *     `Range` asks for.
         */
        get: operations["getStepLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-steps/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a step's row, as `steps[].id` of a run tells it.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["StepId"];
            };
            cookie?: never;
        };
        /** What agents wrote to each other while working on a step */
        get: operations["listStepMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-steps/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the row of a step that an agent works on.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["HeldStepId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the agent that works on a step halt
         * @description The agent halts the work where it can rest and keeps it; until it has said so the step's `pause.stage` is `pausing`, then
         *     `paused`. Its time limit does not run meanwhile. The same again for a step that is paused answers with what was asked
         *     then. 409 `step_not_held` when nobody works on it.
         */
        post: operations["pauseStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-steps/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the row of a step that an agent works on.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["HeldStepId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the work on a paused step go on
         * @description Until the agent has said that it goes on, the step's `pause.stage` is `resuming`. The same again answers with what was
         *     asked then. 409 `step_not_held` when nobody works on it, `step_not_paused` when nobody paused it.
         */
        post: operations["resumeStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-steps/{id}/steer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the row of a step that an agent works on.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["HeldStepId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something to the agent that works on a step
         * @description It is told at once, and again on the agent's next connection until it says that it has heard (`acknowledged`). When
         *     the attempt ends before that, the words expire.
         */
        post: operations["steerStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The workspaces that one is in */
        get: operations["listWorkspaces"];
        put?: never;
        /** Found a workspace and be its owner */
        post: operations["createWorkspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspaces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The workspace of the call */
        get: operations["getWorkspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename the workspace */
        patch: operations["renameWorkspace"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Acceptance: {
            name: components["schemas"]["PersonName"];
            password: components["schemas"]["NewPassword"];
            token: string;
        };
        Agent: {
            /**
             * @description Working while a process that is connected holds a step, stalled when one of these steps is. The worst of all its
             *     processes.
             * @enum {string}
             */
            activity: "idle" | "working" | "stalled";
            /** @description `#rrggbb` */
            color: string;
            /** @enum {string} */
            connection: "online" | "offline";
            created_at: components["schemas"]["Instant"];
            emoji: string;
            /**
             * @description What a process said is wrong with it, whatever it works on: of all its processes the newest that nobody dismissed and
             *     after which that process has not connected anew. Null when nothing is.
             */
            error: {
                at: components["schemas"]["Instant"];
                /** @description A short word, for example `disk_full`. */
                code: string;
                id: string;
                /** @description The process. */
                instance: string;
                /** @description Plain text of at most 4 KiB, as the agent said it. */
                message: string;
            } | null;
            id: components["schemas"]["Slug"];
            /** @description Its processes that are connected, the oldest connection first. */
            instances: {
                capabilities: string[];
                /** @description What the process was last told of pausing since it connected; null when it was not. */
                control: {
                    /** Format: date-time */
                    acknowledged_at: string | null;
                    /** Format: date-time */
                    delivered_at: string | null;
                    /** @enum {string} */
                    kind: "pause" | "resume";
                    requested_at: components["schemas"]["Instant"];
                    state: components["schemas"]["ControlState"];
                } | null;
                /** @description Tells processes of one agent apart. */
                instance: string;
                /** @description What else it says of itself, by name; steps can require it as `name=value`. */
                labels: {
                    [key: string]: string;
                };
                /**
                 * @description How much it has to do, by its own word; what it does not know is absent. Only `getAgent` tells it, and only when
                 *     the node that answers has heard a heartbeat with it within the last 90 seconds; boards are told by `vitals`.
                 */
                load?: {
                    /**
                     * Format: date-time
                     * @description When the heartbeat was heard.
                     */
                    alive_at: string;
                    /** @description Of all cores of its machine. */
                    cpu_percent?: number;
                    /** @description Where it works. */
                    free_disk_bytes?: number;
                    /** @description Of its machine. */
                    free_memory_bytes?: number;
                    /** @description How many more attempts it could take on. */
                    free_slots?: number;
                };
                opened_at: components["schemas"]["Instant"];
                /** @description What the process says of itself. */
                version: string;
            }[];
            /**
             * @description Starting until a process of it connects for the first time; draining while a person paused it and it ends what it
             *     held, then paused; failed when it said what is wrong with it and left.
             * @enum {string}
             */
            lifecycle: "starting" | "active" | "draining" | "paused" | "failed" | "retired";
            name: string;
            /** @description Null unless a person paused it. */
            pause: {
                requested_at: components["schemas"]["Instant"];
                requested_by: components["schemas"]["Requester"];
                /**
                 * @description Pausing while it still ends what it held.
                 * @enum {string}
                 */
                stage: "pausing" | "paused";
            } | null;
            /**
             * @description The worst that is to be said of it, in one word; in this order.
             * @enum {string}
             */
            status: "retired" | "error" | "stalled" | "draining" | "paused" | "starting" | "offline" | "working" | "idle";
        };
        /** @description An agent's process as cards show it. */
        AgentFace: {
            color: string;
            emoji: string;
            id: components["schemas"]["Slug"];
            instance: string;
            name: string;
        };
        AgentSettings: {
            agent_id: components["schemas"]["Slug"];
            /** Format: date-time */
            changed_at: string | null;
            changed_by: components["schemas"]["Requester"] | null;
            /** @description As it was set. */
            settings: {
                [key: string]: unknown;
            };
        };
        Artifact: {
            created_at: components["schemas"]["Instant"];
            /** @enum {string} */
            file_type: "image" | "video" | "document" | "code" | "other";
            id: string;
            mime_type: string;
            name: string;
            /** @description In hex. */
            sha256: string;
            size_bytes: number;
            workflow_run_id: string;
            workflow_run_step_id: string;
        };
        /** @description One try of a step. */
        Attempt: {
            agent: components["schemas"]["AgentFace"];
            /** Format: date-time */
            completed_at: string | null;
            error_message: string | null;
            exit_code: number | null;
            fence: number;
            id: string;
            leased_at: components["schemas"]["Instant"];
            number: number;
            /** @description How it failed or was lost, for example `lease_expired`. */
            reason: string | null;
            /** Format: date-time */
            started_at: string | null;
            /**
             * @description `stopping` while the agent has to end what it does for a cancelled run.
             * @enum {string}
             */
            state: "leased" | "running" | "completed" | "failed" | "lost" | "released" | "stopping" | "cancelled";
            /** @description Null when its agent reported none. */
            usage: components["schemas"]["Usage"] | null;
        };
        AuditEntry: {
            /** @description `access` for a refused call; else for example `auth.login`, `api_key.create`. */
            action: string;
            actor: {
                /** @description Null for nobody. */
                id: string | null;
                /** @description As it is today. */
                name: string | null;
                /** @enum {string} */
                type: "person" | "agent" | "nobody";
            };
            /** @description Of the network; empty when many were counted together. */
            address: string;
            at: components["schemas"]["Instant"];
            /** @description Of the problem by which it was refused. */
            code: string | null;
            details: {
                [key: string]: unknown;
            };
            id: string;
            /** @description The key that was used. */
            key_id: string | null;
            last_at: components["schemas"]["Instant"];
            /** @enum {string} */
            outcome: "done" | "refused";
            target: {
                /** @description The operation, or the id of what was changed. */
                id: string;
                /** @description `operation`, or what was changed, for example `api_key`. */
                type: string;
            };
            /** @description The same within a minute is counted in one entry. */
            times: number;
            user_agent: string;
        };
        Cancellation: {
            /** @description Shown beside the run; none when left out or blank. */
            reason?: string;
        };
        Comment: {
            /** @description Files of the run that it speaks of. */
            artifact_ids: string[];
            author: {
                emoji: string | null;
                /** @description Null where the agent is not known any more. */
                id: string | null;
                /** @description Null where they are not known any more, and of people in changes. */
                name: string | null;
                /** @enum {string} */
                type: "person" | "agent";
            };
            /** @enum {string} */
            comment_type: "user" | "agent";
            created_at: components["schemas"]["Instant"];
            id: string;
            /** @description Markdown; show no HTML that is in it. */
            text: string;
            workflow_run_id: string;
            /** @description Null when it is about the whole run. */
            workflow_run_step_id: string | null;
        };
        /** @description What a person, or the server, asks of one process of an agent. */
        Control: {
            /** Format: date-time */
            acknowledged_at: string | null;
            agent_id: components["schemas"]["Slug"];
            /** @description Number of the attempt. */
            attempt: number | null;
            /** Format: date-time */
            delivered_at: string | null;
            /** @description Null when it speaks of the agent itself. */
            execution_id: string | null;
            id: string;
            instance: string;
            /**
             * @description An answer has the id of its gate, where it stands what was said.
             * @enum {string}
             */
            kind: "pause" | "resume" | "steer" | "answer" | "configure";
            requested_at: components["schemas"]["Instant"];
            requested_by: components["schemas"]["Requester"];
            state: components["schemas"]["ControlState"];
            step_id: string | null;
            /** @description Of the kind steer. */
            text: string | null;
        };
        /**
         * @description `delivered` when it was written to a connection that is read, `acknowledged` when the agent said that it has heard,
         *     `expired` when it was of no use any more before that.
         * @enum {string}
         */
        ControlState: "requested" | "delivered" | "acknowledged" | "expired";
        Credentials: {
            email: string;
            password: string;
        };
        /** @description One version of a definition; a version never changes. */
        Definition: {
            /** @description JSON Schema (2020-12) of a run's `args`; null when the definition has none. */
            args_schema: {
                [key: string]: unknown;
            } | null;
            created_at: components["schemas"]["Instant"];
            /** @description May be empty. */
            description: string;
            id: components["schemas"]["Slug"];
            name: string;
            /** @description In their order. */
            phases: string[];
            version: number;
        };
        DefinitionDetail: components["schemas"]["Definition"] & {
            /** @description In the order of the text. */
            steps: {
                id: string;
                name: string;
                /** @description Ids of the steps it waits for. */
                needs: string[];
                phase: string;
                /** @enum {string} */
                type: "script" | "agent" | "function";
            }[];
            /** @description The newest first, at most 200; older ones are numbered on down to 1. */
            versions: {
                created_at: components["schemas"]["Instant"];
                version: number;
            }[];
            /** @description As it was published. */
            yaml: string;
        };
        /** @description Where a reader of events stands; opaque, as an event's id gave it. */
        EventId: string;
        /** @description One thing that was wrong. */
        FieldError: {
            /** @description Column in the line, where it is known. */
            column?: number;
            /**
             * @description Path of the field, `args.branch` or `steps[2].id`; a parameter's or header's name; `body` for the whole body,
             *     `definition` for the whole text of a definition.
             */
            field: string;
            /** @description Line in the body, where it is known. */
            line?: number;
            /** @description What was wrong, and what to do where that is short. */
            message: string;
            /** @description What to do, where `message` does not say it. */
            remedy?: string;
        };
        /** @description One thing that is wrong with the text of a definition. */
        Flaw: {
            column: number | null;
            /** @description Null where it is about the whole text. */
            line: number | null;
            /** @description What is wrong. */
            message: string;
            /** @description `steps[2].phase`, for example; `definition` for the whole text. */
            path: string;
            /** @description What to do. */
            remedy: string | null;
        };
        Gate: components["schemas"]["GateBrief"] & {
            /** @description What people should know to decide; Markdown of an agent. */
            context: string;
        };
        GateAnswer: {
            /** @description Of an approval. */
            approved: boolean | null;
            by: {
                id: string;
                /** @description Null in changes and where the person is not known any more. */
                name: string | null;
                /** @enum {string} */
                type: "person";
            };
            /** @description One of the choices. */
            choice: string | null;
            /** @description Markdown. */
            text: string;
        };
        /** @description What an attempt asks people, without its context. */
        GateBrief: {
            agent: components["schemas"]["AgentFace"];
            /** @description Null until somebody has answered. */
            answer: components["schemas"]["GateAnswer"] | null;
            /** @description Which waits for the answer. */
            attempt_id: string;
            /** @description Answers to choose from; none when people write theirs. */
            choices: string[];
            /**
             * Format: date-time
             * @description When it was answered or withdrawn.
             */
            closed_at: string | null;
            id: string;
            /**
             * @description An approval is answered by yes or no.
             * @enum {string}
             */
            kind: "question" | "approval";
            opened_at: components["schemas"]["Instant"];
            /** @description Markdown of an agent; show no HTML that is in it. */
            question: string;
            state: components["schemas"]["GateState"];
            workflow_run_id: string;
            workflow_run_step_id: string;
        };
        /**
         * @description Withdrawn when the attempt that asked has ended without an answer.
         * @enum {string}
         */
        GateState: "open" | "answered" | "withdrawn";
        Health: {
            components: {
                database: components["schemas"]["HealthOfPart"];
                server: components["schemas"]["HealthOfPart"];
            };
            /** @description The word that the operator gave it. */
            environment: string;
            status: components["schemas"]["HealthWord"];
            /** @description Milliseconds since 1970. */
            timestamp: number;
            /** @description Of the server. */
            version: string;
        };
        HealthOfPart: {
            status: components["schemas"]["HealthWord"];
        };
        /** @enum {string} */
        HealthWord: "healthy" | "unhealthy";
        /**
         * Format: date-time
         * @description ISO-8601 in UTC.
         */
        Instant: string;
        Invitation: {
            created_at: components["schemas"]["Instant"];
            email: string;
            expires_at: components["schemas"]["Instant"];
            id: string;
            /** @description Id of the person. */
            invited_by: string;
            role: components["schemas"]["RoleWord"];
        };
        IssuedKey: {
            /** @description What is sent as `Bearer`; nobody can read it again. */
            api_key: string;
            key: components["schemas"]["Key"];
        };
        Key: {
            created_at: components["schemas"]["Instant"];
            /**
             * Format: date-time
             * @description Null when it has no end.
             */
            expires_at: string | null;
            id: string;
            /**
             * Format: date-time
             * @description To about a minute; null before its first use.
             */
            last_used_at: string | null;
            /** @description May be empty. */
            name: string;
            /** @description Its beginning, by which people recognise it. */
            prefix: string;
            scopes: string[];
        };
        ListedRun: components["schemas"]["Run"] & {
            /** @description How many there are. */
            _count: {
                artifacts: number;
            };
            /** @description The first, in the order of the definition; at most 200 of a run, and 2,000 in a page of runs. */
            steps: components["schemas"]["Step"][];
            /** @description For the parameter `cursor` of `/workflow-executions/{id}/steps`; null when all steps are here. */
            steps_next_cursor: string | null;
            /** @description Of all its steps, also of those that are not here; null when no agent reported any. */
            usage: components["schemas"]["Usage"] | null;
            workflow_definition: components["schemas"]["Definition"];
        };
        LogTail: {
            /** @description Number of the attempt it is of; 0, with no output, before the first. */
            attempt: number;
            /** @description Begins and ends with whole characters. */
            content: string;
            /** @description Bytes before `content`. */
            offset: number;
            /** @description Bytes that are stored. */
            size: number;
            /** @description Of the step in its run. */
            step_id: string;
            /** @description Whether `offset` is above 0. */
            truncated: boolean;
            /** @enum {string} */
            type: "input" | "output" | "events" | "summary";
        };
        Me: {
            /** @description Null for a person. */
            agent: {
                id: components["schemas"]["Slug"];
                name: string;
            } | null;
            /** @description For the header `X-CSRF-Token`; only for who signed in. */
            csrf_token?: string;
            /** @description The key that was sent; null for who signed in. */
            key: {
                /** Format: date-time */
                expires_at: string | null;
                id: string;
                /** @description May be empty. */
                name: string;
                scopes: string[];
            } | null;
            /** @description What the role, and the scopes of the key, allow. */
            permissions: components["schemas"]["PermissionWord"][];
            /** @description Null for an agent. */
            person: {
                email: string;
                id: string;
                name: string;
            } | null;
            role: components["schemas"]["RoleWord"];
            /** @description The one of the call. */
            workspace: {
                id: string;
                name: string;
                slug: components["schemas"]["Slug"];
            };
        };
        Member: {
            email: string;
            /** @description Of the person. */
            id: string;
            joined_at: components["schemas"]["Instant"];
            name: string;
            role: components["schemas"]["RoleWord"];
        };
        /** @description From one agent to others of its workspace. `recipients` and what follows count agents. */
        Message: {
            delivered: number;
            /**
             * Format: date-time
             * @description When the first agent got it.
             */
            delivered_at: string | null;
            /** @description Agents that come later do not get it any more. */
            expires_at: components["schemas"]["Instant"];
            from: {
                /** @description `#rrggbb` */
                color: string;
                emoji: string;
                id: components["schemas"]["Slug"];
                name: string;
            };
            id: string;
            /** @description The message that it answers. */
            in_reply_to: string | null;
            /** @enum {string} */
            kind: "handoff" | "question" | "review_request" | "context_share" | "note";
            metadata: {
                [key: string]: string;
            };
            read: number;
            /**
             * Format: date-time
             * @description When the last agent that has read it did so.
             */
            read_at: string | null;
            recipients: number;
            sent_at: components["schemas"]["Instant"];
            /** @description Markdown, written by an agent. */
            text: string;
            to: {
                /** @description The agent or the capability; null for everyone. */
                id: string | null;
                /** @enum {string} */
                type: "agent" | "capability" | "everyone";
            };
            /** @description Neither read nor expired. */
            waiting: number;
            /** @description Of the step that the sender worked on. */
            workflow_run_id: string | null;
            workflow_run_step_id: string | null;
        };
        NewAgent: {
            /** @description Chosen by the id when left out. */
            color?: string;
            /** @description Chosen by the id when left out. */
            emoji?: string;
            /** @description Made from the name when left out. */
            id?: components["schemas"]["Slug"];
            /** @description As people see it; spaces around it are dropped. */
            name: string;
        };
        NewAnswer: {
            approved?: boolean;
            choice?: string;
            /** @description Markdown of at most 16 KiB. */
            text?: string;
        };
        NewComment: {
            /**
             * @description What the caller is; need not be said.
             * @enum {string}
             */
            comment_type?: "user" | "agent";
            /** @description The step it is about, by its id in the run; the whole run when left out. */
            step_id?: string;
            /** @description Markdown of at most 16 KiB that is not blank. */
            text: string;
        };
        NewInvitation: {
            email: string;
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
        };
        NewKey: {
            /**
             * Format: date-time
             * @description From then on it opens nothing; in the future. Left out, it works until it is revoked.
             */
            expires_at?: string;
            /** @description For people; spaces around it are dropped. */
            name: string;
            /**
             * @description The most that it can be used for: `admin`, `read-only`, `task-only`, or pairs such as `run:create`;
             *     docs/security.md lists them.
             */
            scopes?: string[];
        };
        /** @description Several words do well. */
        NewPassword: string;
        NewRun: {
            /** @description By the definition's `args_schema`; at most 256 KiB. Defaults of the schema are put in. */
            args?: {
                [key: string]: unknown;
            };
            /** @description Shown on the board; the definition's name when left out or blank. */
            name?: string;
            /**
             * @description `p1` is high, `p2` medium, `p3` low.
             * @default medium
             * @enum {string}
             */
            priority?: "urgent" | "high" | "medium" | "low" | "p1" | "p2" | "p3";
            /**
             * @description Every workspace has one project.
             * @default default
             * @enum {string}
             */
            project_id?: "default";
            /** @description Id of a definition; its newest version is taken. */
            workflow_definition_id: string;
        };
        NewWorkspace: {
            name: components["schemas"]["WorkspaceName"];
            /** @description Made from the name when left out; the same for ever. */
            slug?: components["schemas"]["Slug"];
        };
        /** @description Which part of a list an answer holds. */
        Paging: {
            /** @description For the parameter `cursor`; null on the last page. */
            next_cursor: string | null;
        };
        /** @description As in `x-permission`; docs/security.md lists them. */
        PermissionWord: string;
        /** @description Spaces around it are dropped. */
        PersonName: string;
        /** @description Why a call had no effect. */
        Problem: {
            /** @description A word for programs, stable between versions. */
            code: string;
            /**
             * Format: uuid
             * @description Finds the call in the server's log.
             */
            correlation_id: string;
            /** @description What the thing is now that the call met otherwise; only where the operation says so. */
            current?: {
                [key: string]: unknown;
            };
            /** @description What was wrong and what to do. */
            detail: string;
            /** @description The same as `title`. */
            error: string;
            /** @description Every wrong field; empty when it was none. */
            errors: components["schemas"]["FieldError"][];
            /** @description The HTTP status. */
            status: number;
            /** @constant */
            success: false;
            /** @description The code for people. */
            title: string;
            /**
             * Format: uri
             * @description Names the kind of problem; ends with the code.
             */
            type: string;
        };
        Requester: {
            id: string;
            /** @description Absent in changes and where the person is not known any more. */
            name?: string;
            /**
             * @description System where the server asks by itself.
             * @enum {string}
             */
            type: "person" | "system";
        };
        /** @enum {string} */
        RoleWord: "owner" | "admin" | "member" | "viewer" | "bot";
        Run: {
            /** @description As it was given. */
            cancel_reason: string | null;
            /**
             * @description `stopping` while agents still end what they do for it.
             * @enum {unknown}
             */
            cancel_stage: "stopping" | "stopped" | null;
            /**
             * Format: date-time
             * @description Null for a run that was not cancelled.
             */
            cancelled_at: string | null;
            /** @description Null for a run that was not cancelled. */
            cancelled_by: {
                id: string;
                /** @description Absent where the person is not known any more. */
                name?: string;
                /** @enum {string} */
                type: "person";
            } | null;
            /**
             * Format: date-time
             * @description When it ended, however it did.
             */
            completed_at: string | null;
            created_at: components["schemas"]["Instant"];
            /** @description The first with an open step; null when all are done. */
            current_phase: string | null;
            /** @description How many steps have ended. */
            current_step_index: number;
            /** @description Why it fails or failed. */
            error_message: string | null;
            id: string;
            name: string;
            /** @description In their order. */
            phases: string[];
            /** @enum {string} */
            priority: "urgent" | "p1" | "p2" | "p3";
            /** @description Every workspace has one project, `default`. */
            project_id: string;
            /** @description Grows with every change; the greater is the newer. */
            revision: number;
            /**
             * Format: date-time
             * @description When its first step began.
             */
            started_at: string | null;
            /** @description Finer than `status`; `failing` while steps still end after one failed for good. */
            state: string;
            status: components["schemas"]["RunStatus"];
            /** @description Steps that have not ended. */
            steps_open: number;
            steps_total: number;
            /** @description Id of the person who started it; null when an agent did. */
            user_id: string | null;
            workflow_definition_id: components["schemas"]["Slug"];
            workflow_definition_name: string;
        };
        RunDetail: components["schemas"]["ListedRun"] & {
            /** @description As given, with the schema's defaults. */
            args: {
                [key: string]: unknown;
            };
            usage_by_model: components["schemas"]["UsageByModel"];
        };
        /** @enum {string} */
        RunStatus: "pending" | "running" | "completed" | "failed" | "cancelled";
        /** @description A sign-in of a browser. */
        Session: {
            /** @description Where it was opened from. */
            address: string;
            created_at: components["schemas"]["Instant"];
            /** @description Whether it is the one of this call. */
            current: boolean;
            expires_at: components["schemas"]["Instant"];
            id: string;
            /**
             * Format: date-time
             * @description To about a minute.
             */
            last_used_at: string;
            /** @description What the browser called itself; may be empty. */
            user_agent: string;
        };
        /** @description A public id that people can read: lower-case letters, digits and hyphens. */
        Slug: string;
        Step: {
            /** @description Who works or worked on it; null before the first claim and while it waits to be tried again. */
            agent: components["schemas"]["AgentFace"] | null;
            /** @description Number of the newest attempt; 0 before the first. */
            attempt: number;
            /** Format: date-time */
            completed_at: string | null;
            error_message: string | null;
            /** @description Grows with every claim. */
            fence: number;
            /** @description Of the step in this run. */
            id: string;
            name: string;
            /** @description Ids in the definition of the steps it waits for. */
            needs: string[];
            /** @description Place in the definition, from 0. */
            ordinal: number;
            /**
             * @description Null unless a person paused the attempt at work: `pausing` until the agent has halted it, `paused`, `resuming` until it
             *     goes on. Moves without `revision`.
             */
            pause: {
                requested_at: components["schemas"]["Instant"];
                requested_by: components["schemas"]["Requester"];
                /** @enum {string} */
                stage: "pausing" | "paused" | "resuming";
            } | null;
            phase: string;
            /** Format: date-time */
            ready_at: string | null;
            /**
             * @description Why it was skipped; null for the others.
             * @enum {unknown}
             */
            reason: "run_failed" | "cancelled" | null;
            /** @description Grows with every change; the greater is the newer. */
            revision: number;
            /**
             * Format: date-time
             * @description Since when its agent lives but tells of no progress (the step's `stallAfter`); null while it goes on.
             */
            stalled_at: string | null;
            /** Format: date-time */
            started_at: string | null;
            /**
             * @description Finer than `status`.
             * @enum {string}
             */
            state: "pending" | "ready" | "leased" | "running" | "completed" | "failed" | "skipped" | "cancelled";
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "failed" | "skipped";
            /** @description Its id in the definition. */
            step_id: string;
            /** @enum {string} */
            type: "script" | "agent" | "function";
            /** @description Of all its attempts; null when no agent reported any. Grows without `revision`. */
            usage: components["schemas"]["Usage"] | null;
            workflow_run_id: string;
        };
        StepDetail: components["schemas"]["Step"] & {
            /** @description The oldest first. */
            attempts: components["schemas"]["Attempt"][];
            /**
             * @description How far the work was when an attempt last said so; its next attempt goes on from there. Null when none did. What is
             *     in it only agents know.
             */
            checkpoint: {
                /** @description The file that holds it; null for opaque state. */
                artifact_id: string | null;
                /** @description Number of the attempt that said so. */
                attempt: number;
                reported_at: components["schemas"]["Instant"];
                size_bytes: number;
            } | null;
            /** @description What people asked of its attempts, the oldest first. */
            controls: components["schemas"]["Control"][];
            /** @description What it reported, any JSON of at most 64 KiB; null when it reported nothing. */
            output: unknown;
            summary: string | null;
            usage_by_model: components["schemas"]["UsageByModel"];
        };
        /** @description What models were used for, as agents reported it. Sums end at 2^53 - 1. */
        Usage: {
            /** @description Of `input_tokens`, those that the provider read from its cache. */
            cached_input_tokens: number;
            /** @description How often models were called. */
            calls: number;
            /** @description Millionths of a US dollar, as the providers said; 0 when nobody said. */
            cost_micros: number;
            /** @description Those from a cache included. */
            input_tokens: number;
            output_tokens: number;
        };
        /** @description The most used first; 100 models at most. Empty when nothing was reported. */
        UsageByModel: (components["schemas"]["Usage"] & {
            /** @description As the provider names it. */
            model: string;
        })[];
        Workspace: {
            /** @description Whether it is the one of the call. */
            active: boolean;
            created_at: components["schemas"]["Instant"];
            id: string;
            name: string;
            role: components["schemas"]["RoleWord"];
            slug: components["schemas"]["Slug"];
        };
        /** @description Spaces around it are dropped. */
        WorkspaceName: string;
    };
    responses: {
        /** @description `bad_request`: the body is not readable JSON, has a name twice in one object, or is nested too deep. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/bad_request",
                 *       "code": "bad_request",
                 *       "title": "The request cannot be read",
                 *       "status": 400,
                 *       "detail": "body: is not valid JSON: Unexpected end-of-input",
                 *       "success": false,
                 *       "error": "The request cannot be read",
                 *       "errors": [
                 *         {
                 *           "field": "body",
                 *           "message": "is not valid JSON: Unexpected end-of-input",
                 *           "line": 1,
                 *           "column": 10
                 *         }
                 *       ],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `range_not_satisfiable`: the part begins beyond the end; `Content-Range` tells the size. */
        BeyondTheEnd: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/range_not_satisfiable",
                 *       "code": "range_not_satisfiable",
                 *       "title": "Range not satisfiable",
                 *       "status": 416,
                 *       "detail": "The range begins beyond the end: there are 17 bytes.",
                 *       "success": false,
                 *       "error": "Range not satisfiable",
                 *       "errors": [],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d22"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The call does not fit what is there now; `code` tells how. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/agent_exists",
                 *       "code": "agent_exists",
                 *       "title": "Agent exists",
                 *       "status": 409,
                 *       "detail": "There is an agent 'ada' already: choose another id.",
                 *       "success": false,
                 *       "error": "Agent exists",
                 *       "errors": [
                 *         {
                 *           "field": "id",
                 *           "message": "There is an agent 'ada' already: choose another id."
                 *         }
                 *       ],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d15"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `forbidden`: the role does not include it. `scope`: the scopes of the key do not. `sign_in_required`: no key may.
         *     `csrf`: the header `X-CSRF-Token` is missing or wrong.
         */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/forbidden",
                 *       "code": "forbidden",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "detail": "The role viewer may not register agents: ask an owner or administrator of the workspace.",
                 *       "success": false,
                 *       "error": "Not allowed",
                 *       "errors": [],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d13"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid`: fields or parameters are wrong; `errors` names each. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/invalid",
                 *       "code": "invalid",
                 *       "title": "The request is not valid",
                 *       "status": 422,
                 *       "detail": "name: is missing (and 1 more)",
                 *       "success": false,
                 *       "error": "The request is not valid",
                 *       "errors": [
                 *         {
                 *           "field": "name",
                 *           "message": "is missing"
                 *         },
                 *         {
                 *           "field": "nam",
                 *           "message": "is not known here: leave it out"
                 *         }
                 *       ],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d17"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: there is nothing of this id in the workspace. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/not_found",
                 *       "code": "not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "There is no workflow execution 'run_x' here.",
                 *       "success": false,
                 *       "error": "Not found",
                 *       "errors": [],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d14"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `overloaded`: the server has more work than it can take; send the same again after `Retry-After`. */
        Overloaded: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/overloaded",
                 *       "code": "overloaded",
                 *       "title": "Overloaded",
                 *       "status": 503,
                 *       "detail": "The server has more work than it can take: send the same again later.",
                 *       "success": false,
                 *       "error": "Overloaded",
                 *       "errors": [],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d19"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Whatever else is refused: 404 for an unknown path, 405 for a method that a path does not take, 406 for an
         *     `Accept` that cannot be met, 415 for a body of another type, 500 when the server failed.
         */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/internal",
                 *       "code": "internal",
                 *       "title": "Unexpected error",
                 *       "status": 500,
                 *       "detail": "Something went wrong on our side. Tell the operator the correlation id.",
                 *       "success": false,
                 *       "error": "Unexpected error",
                 *       "errors": [],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d20"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_large`: the body is larger than 1 MiB. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/too_large",
                 *       "code": "too_large",
                 *       "title": "The request is too large",
                 *       "status": 413,
                 *       "detail": "body: is larger than 1 MiB",
                 *       "success": false,
                 *       "error": "The request is too large",
                 *       "errors": [
                 *         {
                 *           "field": "body",
                 *           "message": "is larger than 1 MiB"
                 *         }
                 *       ],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d16"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_many_requests`: wait as long as the header `Retry-After` says. */
        TooMany: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/too_many_requests",
                 *       "code": "too_many_requests",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "Too many wrong passwords: wait a minute.",
                 *       "success": false,
                 *       "error": "Too many requests",
                 *       "errors": [],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d18"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthenticated`: no key and no sign-in, or one that opens nothing (any more). */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://opsflow.org/problems/unauthenticated",
                 *       "code": "unauthenticated",
                 *       "title": "Not signed in",
                 *       "status": 401,
                 *       "detail": "Sign in first, or send a key: Authorization: Bearer owf_…",
                 *       "success": false,
                 *       "error": "Not signed in",
                 *       "errors": [],
                 *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d12"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Id of an agent.
         * @example kenji
         */
        AgentId: string;
        /**
         * @description Id of an artifact.
         * @example art_01jd3v6x2kf4qb5n8m7p9r0sty
         */
        ArtifactId: string;
        /**
         * @description `meta.next_cursor` of the page before; the first page when left out.
         * @example ZGVmaW5pdGlvbnMKYnVpbGQ
         */
        Cursor: string;
        /**
         * @description Id of a definition.
         * @example build-and-check
         */
        DefinitionId: string;
        /**
         * @description Id of what is asked.
         * @example gate_01jd3v6x2kf4qb5n8m7p9r0st5
         */
        GateId: string;
        /**
         * @description Id of the row of a step that an agent works on.
         * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
         */
        HeldStepId: string;
        /**
         * @description Id of one of one's own keys.
         * @example key_01jd3v6x2kf4qb5n8m7p9r0std
         */
        KeyId: string;
        /**
         * @description How many elements a page has at most.
         * @example 50
         */
        Limit: number;
        /**
         * @description `bytes=0-1023`, `bytes=1024-` or `bytes=-1024`; whatever else it says is answered with all bytes.
         * @example bytes=0-1023
         */
        Range: string;
        /**
         * @description Id of a run.
         * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
         */
        RunId: string;
        /**
         * @description Id of a step's row, as `steps[].id` of a run tells it.
         * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
         */
        StepId: string;
    };
    requestBodies: never;
    headers: {
        /** @description `bytes <first>-<last>/<size>` */
        ContentRange: string;
        /** @description Seconds. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAgentDoor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agents' door. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "address": "ops.example.org:9090"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            /** @description Host and port. */
                            address: string;
                        };
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            default: components["responses"]["Problem"];
        };
    };
    listAgents: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Agent"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    registerAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada",
                 *       "emoji": "🦊",
                 *       "color": "#2563eb"
                 *     }
                 */
                "application/json": components["schemas"]["NewAgent"];
            };
        };
        responses: {
            /** @description The agent, and its key, which is never shown again. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "agent": {
                     *           "id": "ada",
                     *           "name": "Ada",
                     *           "emoji": "🦊",
                     *           "color": "#2563eb",
                     *           "status": "starting",
                     *           "lifecycle": "starting",
                     *           "connection": "offline",
                     *           "activity": "idle",
                     *           "pause": null,
                     *           "error": null,
                     *           "instances": [],
                     *           "created_at": "2026-01-01T10:00:00Z"
                     *         },
                     *         "api_key": "owf_ada_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            agent: components["schemas"]["Agent"];
                            /** @description `owf_<id>_` and 32 random characters. */
                            api_key: string;
                        };
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Agent"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    dismissAgentError: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an error of the agent.
                 * @example err_01jd3v6x2kf4qb5n8m7p9r0stf
                 */
                error: string;
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Agent"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listAgentKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that are not revoked, the oldest first; at most 50. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    createAgentKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "On the build machine",
                 *       "scopes": [
                 *         "task-only",
                 *         "read-only"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description The key; `api_key` is never shown again. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IssuedKey"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    revokeAgentKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
                /**
                 * @description Id of a key of the agent.
                 * @example key_01jd3v6x2kf4qb5n8m7p9r0std
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It opens nothing any more; what it opened is closed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listAgentMessages: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first; of a retired agent too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Message"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    pauseAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent, paused. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Agent"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    resumeAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Agent"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    retireAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent, retired. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "ada",
                     *         "name": "Ada",
                     *         "emoji": "🦊",
                     *         "color": "#2563eb",
                     *         "status": "retired",
                     *         "lifecycle": "retired",
                     *         "connection": "offline",
                     *         "activity": "idle",
                     *         "pause": null,
                     *         "error": null,
                     *         "instances": [],
                     *         "created_at": "2026-01-01T09:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Agent"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getAgentSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An empty object when nobody has set anything. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "agent_id": "ada",
                     *         "settings": {
                     *           "model": "small",
                     *           "limits": {
                     *             "files": 20
                     *           }
                     *         },
                     *         "changed_at": "2026-01-01T10:00:00Z",
                     *         "changed_by": {
                     *           "type": "person",
                     *           "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *           "name": "Ada Lovelace"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AgentSettings"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    configureAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an agent.
                 * @example kenji
                 */
                id: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "settings": {
                 *         "model": "small",
                 *         "limits": {
                 *           "files": 20
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Any members, at most 16 KiB as JSON. */
                    settings: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description What is set now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "agent_id": "ada",
                     *         "settings": {
                     *           "model": "small",
                     *           "limits": {
                     *             "files": 20
                     *           }
                     *         },
                     *         "changed_at": "2026-01-01T10:00:00Z",
                     *         "changed_by": {
                     *           "type": "person",
                     *           "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *           "name": "Ada Lovelace"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AgentSettings"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    listPersonalKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that are not revoked, the oldest first; at most 50. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Problem"];
        };
    };
    createPersonalKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Deployment",
                 *       "scopes": [
                 *         "run:create",
                 *         "read-only"
                 *       ],
                 *       "expires_at": "2027-01-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description The key; `api_key` is never shown again. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IssuedKey"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    revokePersonalKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of one of one's own keys.
                 * @example key_01jd3v6x2kf4qb5n8m7p9r0std
                 */
                id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It opens nothing any more; what it opened is closed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getArtifact: {
        parameters: {
            query?: {
                /**
                 * @description `1` shows text, images and JSON in the browser; else the file is saved.
                 * @example 1
                 */
                inline?: "0" | "1";
            };
            header?: {
                /**
                 * @description The `ETag` of what is there already; when the file is another, all of it is answered.
                 * @example "7ba9a0d4"
                 */
                "If-Range"?: string;
                /**
                 * @description `bytes=0-1023`, `bytes=1024-` or `bytes=-1024`; whatever else it says is answered with all bytes.
                 * @example bytes=0-1023
                 */
                Range?: components["parameters"]["Range"];
            };
            path: {
                /**
                 * @description Id of an artifact.
                 * @example art_01jd3v6x2kf4qb5n8m7p9r0sty
                 */
                id: components["parameters"]["ArtifactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    /** @description Its name. */
                    "Content-Disposition"?: string;
                    /** @description SHA-256 of the bytes in hex, quoted. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example # Report */
                    "*/*": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example Report */
                    "*/*": string;
                };
            };
            /** @description The file of `If-None-Match` is this one. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["BeyondTheEnd"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    getLiveContract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document as it was written, with comments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example asyncapi: 3.0.0 */
                    "application/yaml": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readAudit: {
        parameters: {
            query?: {
                /**
                 * @description Only this action.
                 * @example auth.login
                 */
                action?: string;
                /**
                 * @description Only of this person or agent, by its id.
                 * @example kenji
                 */
                actor?: string;
                /**
                 * @description Only from this network address.
                 * @example 192.0.2.17
                 */
                address?: string;
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Only refusals, or only what was done.
                 * @example refused
                 */
                outcome?: "done" | "refused";
                /**
                 * @description Only what was still happening then, or later.
                 * @example 2026-01-01T00:00:00Z
                 */
                since?: string;
                /**
                 * @description Only what began before.
                 * @example 2026-02-01T00:00:00Z
                 */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "audit_01jd3v6x2kf4qb5n8m7p9r0stf",
                     *           "at": "2026-01-01T10:00:00Z",
                     *           "last_at": "2026-01-01T10:00:41Z",
                     *           "times": 17,
                     *           "action": "access",
                     *           "outcome": "refused",
                     *           "code": "scope",
                     *           "actor": {
                     *             "type": "agent",
                     *             "id": "kenji",
                     *             "name": "Kenji"
                     *           },
                     *           "key_id": "key_01jd3v6x2kf4qb5n8m7p9r0std",
                     *           "address": "192.0.2.17",
                     *           "user_agent": "curl/8.5.0",
                     *           "target": {
                     *             "type": "operation",
                     *             "id": "GET /api/agents"
                     *           },
                     *           "details": {}
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    /** @description `opsflow_session`, HttpOnly, SameSite=Lax */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Me"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out; the cookie is cleared and the page's socket closed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Problem"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller, person or agent, in the workspace of the call. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Me"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            default: components["responses"]["Problem"];
        };
    };
    changeMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada Lovelace"
                 *     }
                 */
                "application/json": {
                    name: components["schemas"]["PersonName"];
                };
            };
        };
        responses: {
            /** @description The person as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Me"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current_password": "correct horse battery staple",
                 *       "new_password": "a stable for four horses"
                 *     }
                 */
                "application/json": {
                    current_password: string;
                    new_password: components["schemas"]["NewPassword"];
                };
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description `invalid_credentials`: the present password is another. Else as everywhere. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://opsflow.org/problems/invalid_credentials",
                     *       "code": "invalid_credentials",
                     *       "title": "Wrong e-mail address or password",
                     *       "status": 401,
                     *       "detail": "The present password is not this one.",
                     *       "success": false,
                     *       "error": "Wrong e-mail address or password",
                     *       "errors": [],
                     *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d21"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            default: components["responses"]["Problem"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that stand, in all workspaces, the newest first; at most 100. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "signin_01jd3v6x2kf4qb5n8m7p9r0stc",
                     *           "current": true,
                     *           "address": "192.0.2.17",
                     *           "user_agent": "Mozilla/5.0 (X11; Linux x86_64)",
                     *           "created_at": "2026-01-01T10:00:00Z",
                     *           "last_used_at": "2026-01-03T08:30:00Z",
                     *           "expires_at": "2026-01-15T10:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Session"][];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Problem"];
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended; their sockets are closed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "ended": 2
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            /** @description How many there were. */
                            ended: number;
                        };
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Problem"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a sign-in.
                 * @example signin_01jd3v6x2kf4qb5n8m7p9r0stc
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended; its sockets are closed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    chooseWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "workspace": "main"
                 *     }
                 */
                "application/json": {
                    /** @description Slug of a workspace that one is a member of. */
                    workspace: string;
                };
            };
        };
        responses: {
            /** @description Chosen. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /**
                 * @description The id of the last event that was read; `Last-Event-ID` comes before it.
                 * @example mi7zt1xq:17
                 */
                since?: components["schemas"]["EventId"];
                /**
                 * @description Only changes of these types, with commas between them; one that ends in `*` stands for all that begin so. In
                 *     them `agent.` is the same as `worker.`.
                 * @example workflow.step.*,worker.online
                 */
                types?: string;
                /**
                 * @description Instead of the header `Opsflow-Workspace`, which `EventSource` cannot send.
                 * @example main
                 */
                workspace?: components["schemas"]["Slug"];
            };
            header?: {
                /**
                 * @description The id of the last event that was read.
                 * @example mi7zt1xq:17
                 */
                "Last-Event-ID"?: components["schemas"]["EventId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example retry: 2000
                     *     event: ready
                     *     id: mi7zt1xq:17
                     *     data: {"epoch":"mi7zt1xq","n":17}
                     *
                     *     id: mi7zt1xq:18
                     *     data: {"n":18,"type":"worker.retired","at":"2026-01-01T10:00:00Z","data":{"agent_id":"ada","name":"Ada"}}
                     */
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            default: components["responses"]["Problem"];
        };
    };
    listGates: {
        parameters: {
            query?: {
                /**
                 * @description Only those that this agent asks.
                 * @example ada
                 */
                agent_id?: components["schemas"]["Slug"];
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Only those of this run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                execution_id?: string;
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Only those in this state; all when it is left out.
                 * @example open
                 */
                state?: components["schemas"]["GateState"];
                /**
                 * @description Only those of this step, by its id in the run.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                step_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "gate_01jd3v6x2kf4qb5n8m7p9r0st5",
                     *           "workflow_run_id": "run_01jd3v6x2kf4qb5n8m7p9r0stw",
                     *           "workflow_run_step_id": "step_01jd3v6x2kf4qb5n8m7p9r0stx",
                     *           "attempt_id": "att_01jd3v6x2kf4qb5n8m7p9r0stz",
                     *           "kind": "question",
                     *           "state": "open",
                     *           "question": "Which branch?",
                     *           "choices": [
                     *             "main",
                     *             "release"
                     *           ],
                     *           "agent": {
                     *             "id": "ada",
                     *             "name": "Ada",
                     *             "emoji": "🦊",
                     *             "color": "#2f6f4f",
                     *             "instance": "build-1"
                     *           },
                     *           "opened_at": "2026-01-01T10:00:03Z",
                     *           "answer": null,
                     *           "closed_at": null,
                     *           "context": "Both have the fix."
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Gate"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    getGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of what is asked.
                 * @example gate_01jd3v6x2kf4qb5n8m7p9r0st5
                 */
                id: components["parameters"]["GateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "gate_01jd3v6x2kf4qb5n8m7p9r0st5",
                     *         "workflow_run_id": "run_01jd3v6x2kf4qb5n8m7p9r0stw",
                     *         "workflow_run_step_id": "step_01jd3v6x2kf4qb5n8m7p9r0stx",
                     *         "attempt_id": "att_01jd3v6x2kf4qb5n8m7p9r0stz",
                     *         "kind": "question",
                     *         "state": "open",
                     *         "question": "Which branch?",
                     *         "choices": [
                     *           "main",
                     *           "release"
                     *         ],
                     *         "agent": {
                     *           "id": "ada",
                     *           "name": "Ada",
                     *           "emoji": "🦊",
                     *           "color": "#2f6f4f",
                     *           "instance": "build-1"
                     *         },
                     *         "opened_at": "2026-01-01T10:00:03Z",
                     *         "answer": null,
                     *         "closed_at": null,
                     *         "context": "Both have the fix."
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Gate"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    answerGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of what is asked.
                 * @example gate_01jd3v6x2kf4qb5n8m7p9r0st5
                 */
                id: components["parameters"]["GateId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "The one of the release."
                 *     }
                 */
                "application/json": components["schemas"]["NewAnswer"];
            };
        };
        responses: {
            /** @description It, answered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "gate_01jd3v6x2kf4qb5n8m7p9r0st5",
                     *         "workflow_run_id": "run_01jd3v6x2kf4qb5n8m7p9r0stw",
                     *         "workflow_run_step_id": "step_01jd3v6x2kf4qb5n8m7p9r0stx",
                     *         "attempt_id": "att_01jd3v6x2kf4qb5n8m7p9r0stz",
                     *         "kind": "question",
                     *         "state": "answered",
                     *         "question": "Which branch?",
                     *         "choices": [
                     *           "main",
                     *           "release"
                     *         ],
                     *         "agent": {
                     *           "id": "ada",
                     *           "name": "Ada",
                     *           "emoji": "🦊",
                     *           "color": "#2f6f4f",
                     *           "instance": "build-1"
                     *         },
                     *         "opened_at": "2026-01-01T10:00:03Z",
                     *         "answer": {
                     *           "text": "",
                     *           "choice": "main",
                     *           "approved": null,
                     *           "by": {
                     *             "type": "person",
                     *             "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *             "name": "Ann"
                     *           }
                     *         },
                     *         "closed_at": "2026-01-01T10:00:09Z",
                     *         "context": "Both have the fix."
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Gate"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "healthy",
                     *       "timestamp": 1767265200000,
                     *       "version": "1.0.0",
                     *       "environment": "production",
                     *       "components": {
                     *         "database": {
                     *           "status": "healthy"
                     *         },
                     *         "server": {
                     *           "status": "healthy"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description It is not, or not yet; `components` tells what is missing. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "unhealthy",
                     *       "timestamp": 1767265200000,
                     *       "version": "1.0.0",
                     *       "environment": "production",
                     *       "components": {
                     *         "database": {
                     *           "status": "unhealthy"
                     *         },
                     *         "server": {
                     *           "status": "healthy"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest first; at most 200. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "inv_01jd3v6x2kf4qb5n8m7p9r0ste",
                     *           "email": "grace@example.org",
                     *           "role": "member",
                     *           "invited_by": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *           "created_at": "2026-01-01T10:00:00Z",
                     *           "expires_at": "2026-01-08T10:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Invitation"][];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Problem"];
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "grace@example.org",
                 *       "role": "member"
                 *     }
                 */
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description The invitation; its token is never shown again. Give it to whoever is invited. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "invitation": {
                     *           "id": "inv_01jd3v6x2kf4qb5n8m7p9r0ste",
                     *           "email": "grace@example.org",
                     *           "role": "member",
                     *           "invited_by": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *           "created_at": "2026-01-01T10:00:00Z",
                     *           "expires_at": "2026-01-08T10:00:00Z"
                     *         },
                     *         "token": "3q2-7wAbCdEfGhIjKlMnOpQrStUvWxYz0123456789A"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            invitation: components["schemas"]["Invitation"];
                            /** @description For `POST /invitations/accept`; for 7 days. */
                            token: string;
                        };
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an invitation.
                 * @example inv_01jd3v6x2kf4qb5n8m7p9r0ste
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "3q2-7wAbCdEfGhIjKlMnOpQrStUvWxYz0123456789A",
                 *       "name": "Grace Hopper",
                 *       "password": "a harbour for nine ships"
                 *     }
                 */
                "application/json": components["schemas"]["Acceptance"];
            };
        };
        responses: {
            /** @description A member, and signed in. */
            204: {
                headers: {
                    /** @description `opsflow_session`, HttpOnly, SameSite=Lax */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            default: components["responses"]["Problem"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order in which they were entered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *           "name": "Ada Lovelace",
                     *           "email": "ada@example.org",
                     *           "role": "admin",
                     *           "joined_at": "2026-01-01T10:00:00Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Member"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a person.
                 * @example person_01jd3v6x2kf4qb5n8m7p9r0sta
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    changeRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a person.
                 * @example person_01jd3v6x2kf4qb5n8m7p9r0sta
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "viewer"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    role: "owner" | "admin" | "member" | "viewer";
                };
            };
        };
        responses: {
            /** @description As they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *         "name": "Ada Lovelace",
                     *         "email": "ada@example.org",
                     *         "role": "admin",
                     *         "joined_at": "2026-01-01T10:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Member"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    getContractAsJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same as `/openapi.yaml`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0",
                     *       "info": {
                     *         "title": "Opsflow",
                     *         "version": "1.0.0"
                     *       },
                     *       "paths": {}
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getContractAsYaml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document as it was written, with comments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example openapi: 3.1.0 */
                    "application/yaml": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDefinitions: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Definition"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    publishDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/yaml": string;
            };
        };
        responses: {
            /** @description Published. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Definition"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    getDefinition: {
        parameters: {
            query?: {
                /**
                 * @description Its number; the newest when left out.
                 * @example 1
                 */
                version?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of a definition.
                 * @example build-and-check
                 */
                id: components["parameters"]["DefinitionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "build-and-check",
                     *         "name": "Build and check",
                     *         "description": "",
                     *         "version": 2,
                     *         "phases": [
                     *           "build"
                     *         ],
                     *         "args_schema": null,
                     *         "created_at": "2026-01-02T10:00:00Z",
                     *         "yaml": "name: Build and check\nphases: [build]\nsteps:\n  - {id: compile, phase: build, type: script, command: make}\n",
                     *         "steps": [
                     *           {
                     *             "id": "compile",
                     *             "name": "compile",
                     *             "phase": "build",
                     *             "type": "script",
                     *             "needs": []
                     *           }
                     *         ],
                     *         "versions": [
                     *           {
                     *             "version": 2,
                     *             "created_at": "2026-01-02T10:00:00Z"
                     *           },
                     *           {
                     *             "version": 1,
                     *             "created_at": "2026-01-01T10:00:00Z"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["DefinitionDetail"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    validateDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/yaml": string;
            };
        };
        responses: {
            /** @description Everything that is wrong at once; `valid` when nothing is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "valid": false,
                     *         "errors": [
                     *           {
                     *             "path": "steps[0].phase",
                     *             "message": "'tset' is not one of the phases [build, test]",
                     *             "remedy": "Write one of them, or add it to phases.",
                     *             "line": 4,
                     *             "column": 12
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            /** @description In the order in which they stand in the text. */
                            errors: components["schemas"]["Flaw"][];
                            /** @description Whether it could be published. */
                            valid: boolean;
                        };
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    listExecutions: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Only runs of this definition, in whatever version.
                 * @example build-and-check
                 */
                definition?: components["schemas"]["Slug"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Every workspace has one project, `default`.
                 * @example default
                 */
                project_id?: "default";
                /**
                 * @description Only runs of this status; all when it is left out.
                 * @example running
                 */
                status?: components["schemas"]["RunStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ListedRun"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    startExecution: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "workflow_definition_id": "build-and-check",
                 *       "project_id": "default",
                 *       "name": "Build of main",
                 *       "args": {
                 *         "branch": "main"
                 *       },
                 *       "priority": "high"
                 *     }
                 */
                "application/json": components["schemas"]["NewRun"];
            };
        };
        responses: {
            /** @description The run with its steps. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RunDetail"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Overloaded"];
            default: components["responses"]["Problem"];
        };
    };
    getExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RunDetail"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listArtifacts: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Artifact"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    cancelExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /** @description May be left out. */
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Wrong branch"
                 *     }
                 */
                "application/json": components["schemas"]["Cancellation"];
            };
        };
        responses: {
            /** @description The run with its steps, cancelled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RunDetail"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description `run_ended`: it has completed or failed; `current` tells which. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://opsflow.org/problems/run_ended",
                     *       "code": "run_ended",
                     *       "title": "Run ended",
                     *       "status": 409,
                     *       "detail": "The run is completed: there is nothing to cancel.",
                     *       "success": false,
                     *       "error": "Run ended",
                     *       "errors": [],
                     *       "current": {
                     *         "id": "run_01jd3v6x2kf4qb5n8m7p9r0stw",
                     *         "status": "completed",
                     *         "state": "completed"
                     *       },
                     *       "correlation_id": "0b7e6a1c-5f0f-4b39-8d0e-3f1f6c2a9d21"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            503: components["responses"]["Overloaded"];
            default: components["responses"]["Problem"];
        };
    };
    listComments: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Only those of this step, by its id in the run.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                step_id?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "comment_01jd3v6x2kf4qb5n8m7p9r0st4",
                     *           "workflow_run_id": "run_01jd3v6x2kf4qb5n8m7p9r0stw",
                     *           "workflow_run_step_id": null,
                     *           "comment_type": "user",
                     *           "text": "This looks good",
                     *           "author": {
                     *             "type": "person",
                     *             "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *             "name": "Ann",
                     *             "emoji": null
                     *           },
                     *           "artifact_ids": [],
                     *           "created_at": "2026-01-01T10:00:07Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Comment"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    createComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "This looks good"
                 *     }
                 */
                "application/json": components["schemas"]["NewComment"];
            };
        };
        responses: {
            /** @description The comment. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "comment_01jd3v6x2kf4qb5n8m7p9r0st4",
                     *         "workflow_run_id": "run_01jd3v6x2kf4qb5n8m7p9r0stw",
                     *         "workflow_run_step_id": null,
                     *         "comment_type": "user",
                     *         "text": "This looks good",
                     *         "author": {
                     *           "type": "person",
                     *           "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *           "name": "Ann",
                     *           "emoji": null
                     *         },
                     *         "artifact_ids": [],
                     *         "created_at": "2026-01-01T10:00:07Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Comment"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    listRunMessages: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Message"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    listSteps: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of a run.
                 * @example run_01jd3v6x2kf4qb5n8m7p9r0stw
                 */
                id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of the definition. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Step"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    getStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a step's row, as `steps[].id` of a run tells it.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["StepId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The step. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StepDetail"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getStepLog: {
        parameters: {
            query?: {
                /**
                 * @description Number of the attempt whose output is wanted; the newest when left out.
                 * @example 1
                 */
                attempt?: number;
            };
            header?: {
                /**
                 * @description `bytes=0-1023`, `bytes=1024-` or `bytes=-1024`; whatever else it says is answered with all bytes.
                 * @example bytes=0-1023
                 */
                Range?: components["parameters"]["Range"];
            };
            path: {
                /**
                 * @description Id of a step's row, as `steps[].id` of a run tells it.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["StepId"];
                /**
                 * @description `input`: the command or prompt with its values filled in. `output`: what the process printed. `events`: what
                 *     happened to the attempts, one JSON object a line. `summary`: what the agent said of it at the end.
                 * @example output
                 */
                type: "input" | "output" | "events" | "summary";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The end of the log, or all of it as text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LogTail"];
                        /** @constant */
                        success: true;
                    };
                    /** @example cc -o app main.c */
                    "text/plain": string;
                };
            };
            /** @description The part that was asked for, as text. */
            206: {
                headers: {
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example main.c */
                    "text/plain": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["BeyondTheEnd"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    listStepMessages: {
        parameters: {
            query?: {
                /**
                 * @description `meta.next_cursor` of the page before; the first page when left out.
                 * @example ZGVmaW5pdGlvbnMKYnVpbGQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many elements a page has at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of a step's row, as `steps[].id` of a run tells it.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["StepId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Message"][];
                        meta: components["schemas"]["Paging"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    pauseStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the row of a step that an agent works on.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["HeldStepId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked, and how far it has come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "ctl_01jd3v6x2kf4qb5n8m7p9r0stq",
                     *         "kind": "pause",
                     *         "state": "delivered",
                     *         "agent_id": "ada",
                     *         "instance": "laptop",
                     *         "execution_id": "run_01jd3v6x2kf4qb5n8m7p9r0stw",
                     *         "step_id": "step_01jd3v6x2kf4qb5n8m7p9r0stx",
                     *         "attempt": 1,
                     *         "text": null,
                     *         "requested_by": {
                     *           "type": "person",
                     *           "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *           "name": "Ada Lovelace"
                     *         },
                     *         "requested_at": "2026-01-01T10:00:02Z",
                     *         "delivered_at": "2026-01-01T10:00:02.004Z",
                     *         "acknowledged_at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Control"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    resumeStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the row of a step that an agent works on.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["HeldStepId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked, and how far it has come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "ctl_01jd3v6x2kf4qb5n8m7p9r0stq",
                     *         "kind": "resume",
                     *         "state": "delivered",
                     *         "agent_id": "ada",
                     *         "instance": "laptop",
                     *         "execution_id": "run_01jd3v6x2kf4qb5n8m7p9r0stw",
                     *         "step_id": "step_01jd3v6x2kf4qb5n8m7p9r0stx",
                     *         "attempt": 1,
                     *         "text": null,
                     *         "requested_by": {
                     *           "type": "person",
                     *           "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *           "name": "Ada Lovelace"
                     *         },
                     *         "requested_at": "2026-01-01T10:00:02Z",
                     *         "delivered_at": "2026-01-01T10:00:02.004Z",
                     *         "acknowledged_at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Control"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    steerStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the row of a step that an agent works on.
                 * @example step_01jd3v6x2kf4qb5n8m7p9r0stx
                 */
                id: components["parameters"]["HeldStepId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Leave the tests alone."
                 *     }
                 */
                "application/json": {
                    /** @description Markdown, at most 16 KiB. */
                    text: string;
                };
            };
        };
        responses: {
            /** @description What was said, and how far it has come. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "ctl_01jd3v6x2kf4qb5n8m7p9r0stq",
                     *         "kind": "steer",
                     *         "state": "delivered",
                     *         "agent_id": "ada",
                     *         "instance": "laptop",
                     *         "execution_id": "run_01jd3v6x2kf4qb5n8m7p9r0stw",
                     *         "step_id": "step_01jd3v6x2kf4qb5n8m7p9r0stx",
                     *         "attempt": 1,
                     *         "text": "Leave the tests alone.",
                     *         "requested_by": {
                     *           "type": "person",
                     *           "id": "person_01jd3v6x2kf4qb5n8m7p9r0sta",
                     *           "name": "Ada Lovelace"
                     *         },
                     *         "requested_at": "2026-01-01T10:00:02Z",
                     *         "delivered_at": "2026-01-01T10:00:02.004Z",
                     *         "acknowledged_at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Control"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    listWorkspaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The one joined first before the others; of a key its own; at most 200. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "ws_01jd3v6x2kf4qb5n8m7p9r0stb",
                     *           "slug": "main",
                     *           "name": "My workspace",
                     *           "role": "owner",
                     *           "active": true,
                     *           "created_at": "2026-01-01T10:00:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Workspace"][];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            default: components["responses"]["Problem"];
        };
    };
    createWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Night shift"
                 *     }
                 */
                "application/json": components["schemas"]["NewWorkspace"];
            };
        };
        responses: {
            /** @description Founded; `PUT /auth/workspace` or the header `Opsflow-Workspace` leads there. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "ws_01jd3v6x2kf4qb5n8m7p9r0stb",
                     *         "slug": "main",
                     *         "name": "My workspace",
                     *         "role": "owner",
                     *         "active": true,
                     *         "created_at": "2026-01-01T10:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Workspace"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
    getWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the workspace of the call; others do not exist for it.
                 * @example main
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "ws_01jd3v6x2kf4qb5n8m7p9r0stb",
                     *         "slug": "main",
                     *         "name": "My workspace",
                     *         "role": "owner",
                     *         "active": true,
                     *         "created_at": "2026-01-01T10:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Workspace"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    renameWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the workspace of the call.
                 * @example main
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Day shift"
                 *     }
                 */
                "application/json": {
                    name: components["schemas"]["WorkspaceName"];
                };
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "ws_01jd3v6x2kf4qb5n8m7p9r0stb",
                     *         "slug": "main",
                     *         "name": "My workspace",
                     *         "role": "owner",
                     *         "active": true,
                     *         "created_at": "2026-01-01T10:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Workspace"];
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Invalid"];
            default: components["responses"]["Problem"];
        };
    };
}
