package org.opsflow.web.shared;

import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Page;

/** The parameters of every list, as the contract describes them. */
public class Paging {
    @QueryParam("limit")
    private Integer limit;

    @QueryParam("cursor")
    private String cursor;

    public Page.Wanted wanted() {
        return new Page.Wanted(
                Optional.ofNullable(limit).orElse(Page.USUAL),
                Optional.ofNullable(cursor).map(Cursor::read));
    }
}
