package org.reelgraph.jobs;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/**
 * What the queue is set to.
 *
 * @param heartbeat how often the program that runs a job says that it is alive
 * @param retention how long jobs are kept once they have ended
 */
@Introspected
@ConfigurationProperties("reelgraph.job")
record JobSettings(
        @Setting(description = "How often a program that runs a job says that it is alive. After four times as long"
                + " without a word, another one goes on with the job.", defaultValue = "3s") Duration heartbeat,
        @Setting(description = "How long jobs are kept once they have ended, with their logs and the results of their"
                + " records.", defaultValue = "90d", form = Form.Days.class, storable = true) Duration retention) {

    JobSettings {
        if (!heartbeat.isPositive()) {
            throw new ConfigurationException("REELGRAPH_JOB_HEARTBEAT must be greater than 0.");
        }
        if (!retention.isPositive()) {
            throw new ConfigurationException("REELGRAPH_JOB_RETENTION must be greater than 0.");
        }
    }
}
