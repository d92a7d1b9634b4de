package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;

/** Files and logs, whole and in parts. */
interface Downloads {
    @Test
    @RunAsClient
    default void aFileIsReadWholeOrInPartAndCanDoNothing() {
        Neighbours home = Neighbours.moveIn();
        Browser owner = home.owner();
        String file = "/api/artifacts/" + home.ids().get("artifact");

        Page whole = owner.get(file);
        Page part = owner.get(file, "Range", "bytes=2-3");
        Page end = owner.get(file, "Range", "bytes=-3");
        Page beyond = owner.get(file, "Range", "bytes=6-");

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("secret");
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(whole.header("Content-Length")).isEqualTo("6");
        assertThat(whole.header("Content-Disposition")).isEqualTo("attachment; filename*=UTF-8''secret.txt");
        assertThat(whole.header("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("cr");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 2-3/6");
        assertThat(end.body()).isEqualTo("ret");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */6");
        assertThat(beyond.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    @RunAsClient
    default void whoHasAFileAlreadyIsNotSentItAgainNorAPartOfAnother() {
        Neighbours home = Neighbours.moveIn();
        Browser owner = home.owner();
        String file = "/api/artifacts/" + home.ids().get("artifact");
        String tag = owner.get(file).header("ETag");

        assertThat(owner.get(file, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(owner.get(file, "Range", "bytes=0-0", "If-Range", tag).status())
                .isEqualTo(206);
        assertThat(owner.get(file, "Range", "bytes=0-0", "If-Range", "\"another\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @RunAsClient
    default void aLogIsATailAsJsonAndBytesAsText() {
        Neighbours home = Neighbours.moveIn();
        Browser owner = home.owner();
        String log = "/api/workflow-steps/" + home.ids().get("step") + "/logs/";

        Page tail = owner.get(log + "input");
        Page text = owner.get(log + "input", "Accept", "text/plain");
        Page part = owner.get(log + "input", "Accept", "text/plain", "Range", "bytes=1-2");

        assertThat(tail.json().getJsonObject("data").getString("content")).isEqualTo("true");
        assertThat(tail.json().getJsonObject("data").getInt("size")).isEqualTo(4);
        assertThat(text.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(text.body()).isEqualTo("true");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("ru");
        assertThat(owner.get(log + "output", "Accept", "text/plain").body()).isEmpty();
        assertThat(owner.get(log + "output?attempt=1").status()).isEqualTo(404);
    }
}
