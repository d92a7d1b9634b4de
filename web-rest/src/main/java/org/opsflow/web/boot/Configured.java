package org.opsflow.web.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.opsflow.domain.audit.AuditPolicy;
import org.opsflow.domain.identity.SignInPolicy;
import org.opsflow.domain.shared.Settings;
import org.opsflow.grpc.boot.AgentAddress;
import org.opsflow.web.agent.AgentDoor;
import org.opsflow.web.board.StreamLimit;
import org.opsflow.web.shared.Site;
import org.opsflow.web.shared.TrustedProxies;

/** Gives beans what the operator configured; every key is read in this package and told in docs/configuration.md. */
@ApplicationScoped
class Configured {
    private static final int LAST_PORT = 65_535;
    /** Each keeps a connection of the pool, which has 32. */
    private static final int MOST_LANES = 16;

    private static final int MOST_LOSSES = 1_000;
    private static final long LARGEST_ARTIFACT = 10L << 30;
    private static final int MOST_STREAMS = 1_000;
    private static final int MOST_TRIES = 10_000;

    @Produces
    @Singleton
    ConfigKeys keys() {
        Config config = ConfigProvider.getConfig();
        return new ConfigKeys(key -> config.getOptionalValue(key, String.class));
    }

    @Produces
    @Singleton
    Settings settings(ConfigKeys keys) {
        Settings usual = Settings.defaults();
        return new Settings(
                keys.text("opsflow.node.name", usual.node()),
                keys.duration("opsflow.lease", usual.lease()),
                keys.duration("opsflow.heartbeat.busy", usual.heartbeatBusy()),
                keys.duration("opsflow.heartbeat.idle", usual.heartbeatIdle()),
                keys.duration("opsflow.offer", usual.offer()),
                keys.duration("opsflow.sweep", usual.sweep()),
                keys.number("opsflow.lanes", usual.lanes(), 1, MOST_LANES),
                keys.number("opsflow.max.losses", usual.maxLosses(), 1, MOST_LOSSES),
                keys.number("opsflow.max.artifact.bytes", usual.maxArtifactBytes(), 1, LARGEST_ARTIFACT));
    }

    @Produces
    @Singleton
    SignInPolicy signInPolicy(ConfigKeys keys) {
        SignInPolicy usual = SignInPolicy.defaults();
        return new SignInPolicy(
                keys.duration("opsflow.sign.in.lifetime", usual.lifetime()),
                keys.number("opsflow.sign.in.tries.per.minute", usual.triesPerMinute(), 1, MOST_TRIES));
    }

    @Produces
    @Singleton
    StreamLimit streamLimit(ConfigKeys keys) {
        return new StreamLimit(
                keys.number("opsflow.streams.per.person", StreamLimit.usual().perPerson(), 1, MOST_STREAMS));
    }

    @Produces
    @Singleton
    TrustedProxies trustedProxies(ConfigKeys keys) {
        return new TrustedProxies(keys.addresses("opsflow.trusted.proxies"));
    }

    @Produces
    @Singleton
    AuditPolicy auditPolicy(ConfigKeys keys) {
        AuditPolicy usual = AuditPolicy.defaults();
        return new AuditPolicy(
                keys.duration("opsflow.audit.kept", usual.kept()),
                keys.duration("opsflow.audit.refusals.kept", usual.refusalsKept()));
    }

    @Produces
    @Singleton
    AgentAddress agentAddress(ConfigKeys keys) {
        return new AgentAddress(
                keys.text("opsflow.bind.address", "127.0.0.1"), keys.number("opsflow.grpc.port", 9090, 0, LAST_PORT));
    }

    /** Unless it is told: the same machine as people use, at the port where the door listens. */
    @Produces
    @Singleton
    AgentDoor agentDoor(ConfigKeys keys, Site site, AgentAddress listening) {
        String usual = site.address().getHost() + ":" + listening.port();
        return new AgentDoor(keys.hostAndPort("opsflow.agents.address", usual));
    }

    @Produces
    @Singleton
    Site site(ConfigKeys keys) {
        int port = keys.number("opsflow.http.port", 8080, 1, LAST_PORT);
        return new Site(
                keys.address("opsflow.base.url", "http://127.0.0.1:" + port),
                keys.text("opsflow.environment", "production"));
    }
}
