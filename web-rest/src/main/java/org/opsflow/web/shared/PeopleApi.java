package org.opsflow.web.shared;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Everything under {@code /api}; docs/live.md describes it. */
@ApplicationPath("/api")
public class PeopleApi extends Application {
    /** Jersey would tell every path and parameter, to anybody, at {@code /api/application.wadl}. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
