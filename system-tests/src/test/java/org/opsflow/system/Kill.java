package org.opsflow.system;

/** What is killed. */
enum Kill {
    SERVER {
        @Override
        void strike(KillRound round) throws Exception {
            round.server().kill();
        }
    },
    SERVER_AND_DATABASE {
        @Override
        void strike(KillRound round) throws Exception {
            round.server().killWithDatabase();
        }
    },
    AGENTS {
        @Override
        void strike(KillRound round) throws Exception {
            round.killAgents();
        }
    };

    /** SIGKILL; returns when the processes are gone. */
    abstract void strike(KillRound round) throws Exception;

    boolean isOfServer() {
        return this != AGENTS;
    }
}
