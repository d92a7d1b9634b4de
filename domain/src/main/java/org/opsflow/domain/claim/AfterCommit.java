package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.workflow.Plans;

/** What follows from a batch that is committed, before anybody gets a reply. */
@ApplicationScoped
public class AfterCommit {
    private final Plans plans;
    private final Dispatcher dispatcher;
    private final ClaimNews news;
    private final ChangeRecorder recorder;

    @Inject
    public AfterCommit(Plans plans, Dispatcher dispatcher, ClaimNews news, ChangeRecorder recorder) {
        this.plans = plans;
        this.dispatcher = dispatcher;
        this.news = news;
        this.recorder = recorder;
    }

    AfterCommit() {
        this(null, null, null, null);
    }

    void of(Engine.Result result) {
        plans.remember(result.made());
        // What an agent of this node is offered at once is not called out to others: they would only race for it.
        news.ready(dispatcher.ready(result.ready()));
        dispatcher.withdraw(result.withdrawn());
        recorder.tell(result.changes());
    }
}
