package org.opsflow.domain.identity;

/** Where the operator finds how to sign in for the first time. */
public interface FirstSignInNote {
    /** Has stored it safely, readable by the operator only, when it returns. */
    void leave(String email, String password, String apiKey);
}
