package org.opsflow.web.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.OwnAccount;
import org.opsflow.domain.identity.OwnSessions;
import org.opsflow.domain.identity.OwnWorkspaces;
import org.opsflow.domain.identity.PasswordSignIn;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.identity.SignInSessions;
import org.opsflow.domain.identity.SignedIn;
import org.opsflow.domain.identity.WhoAmI;
import org.opsflow.web.shared.Anonymous;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.RequestFields;
import org.opsflow.web.shared.SessionCookie;
import org.opsflow.web.shared.Visit;

/** {@code /api/auth}. */
@Path("auth")
@RequestScoped
public class AuthResource {
    @Inject
    PasswordSignIn door;

    @Inject
    SignInSessions found;

    @Inject
    OwnSessions sessions;

    @Inject
    OwnAccount account;

    @Inject
    OwnWorkspaces workspaces;

    @Inject
    WhoAmI whoAmI;

    @Inject
    SessionCookie cookie;

    @Inject
    Visit visit;

    @POST
    @Path("login")
    @Anonymous
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(String body) {
        RequestFields fields = RequestFields.of(body);
        String email = fields.text("email");
        String password = fields.text("password");
        fields.check();
        SessionToken token = door.signIn(email, password, visit.visitor());
        SignedIn signedIn = found.find(token).orElseThrow();
        return me(signedIn.caller(), Optional.of(token))
                .cookie(cookie.holding(token))
                .build();
    }

    @GET
    @Path("me")
    public Response me() {
        return me(visit.caller(), visit.token()).build();
    }

    @PATCH
    @Path("me")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rename(String body) {
        RequestFields fields = RequestFields.of(body);
        String name = fields.text("name");
        fields.check();
        account.rename(visit.caller(), name);
        return me(visit.caller(), visit.token()).build();
    }

    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response changePassword(String body) {
        RequestFields fields = RequestFields.of(body);
        String present = fields.text("current_password");
        String wanted = fields.text("new_password");
        fields.check();
        account.changePassword(visit.caller(), present, wanted);
        return Response.noContent().build();
    }

    @PUT
    @Path("workspace")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response choose(String body) {
        RequestFields fields = RequestFields.of(body);
        String slug = fields.text("workspace");
        fields.check();
        workspaces.choose(visit.caller(), slug);
        return Response.noContent().build();
    }

    @POST
    @Path("logout")
    public Response signOut() {
        sessions.signOut(visit.caller());
        return Response.noContent().cookie(cookie.cleared()).build();
    }

    /** Programs need no CSRF token: no browser sends their key along by itself. */
    private Response.ResponseBuilder me(Caller caller, Optional<SessionToken> token) {
        WhoAmI.Me me = whoAmI.of(caller);
        return Answer.object(Response.Status.OK, json -> {
            MeJson.members(json, me);
            token.ifPresent(shown -> json.write("csrf_token", shown.csrf()));
        });
    }
}
