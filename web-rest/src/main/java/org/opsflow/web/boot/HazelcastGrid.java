package org.opsflow.web.boot;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import java.util.UUID;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.opsflow.domain.shared.NodeNews;

/** A topic of the data grid that Payara Micro brings. Loaded by name: other servers have no such classes. */
final class HazelcastGrid implements Grid {
    private static final String INSTANCE = "payara/Hazelcast";
    private static final String TOPIC = "opsflow.news";

    private final ITopic<String> topic;
    private final Cluster cluster;
    private final UUID listener;
    private final UUID watcher;

    /**
     * @throws NamingException when the server runs without its grid
     * @throws ClassCastException when its grid is of another kind
     */
    HazelcastGrid(Consumer<String> heard) throws NamingException {
        HazelcastInstance grid = InitialContext.doLookup(INSTANCE);
        topic = grid.getTopic(TOPIC);
        listener = topic.addMessageListener(message -> {
            // Of a node that has left it is not known any more who it was: it was not this one.
            if (message.getPublishingMember() == null
                    || !message.getPublishingMember().localMember()) {
                heard.accept(message.getMessageObject());
            }
        });
        cluster = grid.getCluster();
        watcher = cluster.addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberRemoved(MembershipEvent event) {
                heard.accept(NodeNews.GONE);
            }
        });
    }

    @Override
    public void tell(String words) {
        topic.publish(words);
    }

    @Override
    public void leave() {
        topic.removeMessageListener(listener);
        cluster.removeMembershipListener(watcher);
    }
}
