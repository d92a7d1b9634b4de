package org.opsflow.domain.bad;

import com.samskivert.mustache.MustacheException;

/** A second class that knows the library. */
public final class AlsoUsesTemplates {
    boolean isWrong(Exception failure) {
        return failure instanceof MustacheException;
    }
}
