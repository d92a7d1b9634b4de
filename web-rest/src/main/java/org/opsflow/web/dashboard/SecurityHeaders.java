package org.opsflow.web.dashboard;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Tells browsers what no page of ours ever does. Calls under /api say it for themselves where they differ. */
public class SecurityHeaders implements Filter {
    private String policy;

    @Override
    public void init(FilterConfig config) throws ServletException {
        try (InputStream page = config.getServletContext().getResourceAsStream(DashboardFiles.PAGE)) {
            policy = new ContentPolicy(page == null ? "" : new String(page.readAllBytes(), StandardCharsets.UTF_8))
                    .text();
        } catch (IOException unreadable) {
            throw new ServletException(unreadable);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Referrer-Policy", "same-origin");
        if (((HttpServletRequest) request).getServletPath().startsWith("/api")) {
            answer.setHeader("Cache-Control", "no-store");
        } else {
            answer.setHeader("Content-Security-Policy", policy);
        }
        chain.doFilter(request, response);
    }
}
