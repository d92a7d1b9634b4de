package org.opsflow.domain.bad;

import com.samskivert.mustache.Mustache;

/** The one class behind which a library is. */
public final class UsesTemplates {
    String render() {
        return Mustache.compiler().compile("x").execute("");
    }
}
