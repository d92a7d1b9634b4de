package org.opsflow.web.dashboard;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.net.URL;
import java.util.List;

/**
 * Gives the dashboard's files their caching, and the page itself at every address of the dashboard: which of them
 * exist only the page knows.
 */
public class DashboardFiles implements Filter {
    static final String PAGE = "/index.html";
    private static final String HASHED = "/assets/";
    private static final List<String> OTHERS = List.of("/api", "/ws", "/health", "/metrics", "/openapi");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String path = asked.getRequestURI().substring(asked.getContextPath().length());
        if (isServed(asked) || OTHERS.stream().anyMatch(other -> path.equals(other) || path.startsWith(other + "/"))) {
            chain.doFilter(request, response);
        } else if (isFile(asked, path)) {
            answer.setHeader(
                    "Cache-Control", path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache");
            chain.doFilter(request, response);
        } else if (isAddressOfThePage(asked, path)) {
            answer.setHeader("Cache-Control", "no-cache");
            asked.getRequestDispatcher(PAGE).forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whether a servlet was mapped to this very path. */
    private static boolean isServed(HttpServletRequest asked) {
        MappingMatch match = asked.getHttpServletMapping().getMappingMatch();
        return match == MappingMatch.EXACT || match == MappingMatch.PATH;
    }

    private static boolean isFile(HttpServletRequest asked, String path) throws IOException {
        return !path.endsWith("/") && resource(asked, path) != null;
    }

    private static boolean isAddressOfThePage(HttpServletRequest asked, String path) throws IOException {
        boolean isRead = "GET".equals(asked.getMethod()) || "HEAD".equals(asked.getMethod());
        boolean looksLikeAFile = path.substring(path.lastIndexOf('/')).contains(".");
        return isRead && !looksLikeAFile && resource(asked, PAGE) != null;
    }

    private static URL resource(HttpServletRequest asked, String path) throws IOException {
        return asked.getServletContext().getResource(path);
    }
}
