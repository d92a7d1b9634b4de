package org.opsflow.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentPolicyTest {
    @Test
    void allowsScriptsInThePageByTheirHashOnly() {
        String policy = new ContentPolicy("<head><script>alert(1)</script>"
                        + "<script type=\"module\" src=\"/assets/index-abc.js\"></script></head>")
                .text();

        assertThat(policy)
                .contains("script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';")
                .contains("frame-ancestors 'none'");
    }

    @Test
    void allowsOurFilesOnlyWhenThePageHoldsNoScript() {
        assertThat(new ContentPolicy("").text()).contains("script-src 'self';");
    }
}
