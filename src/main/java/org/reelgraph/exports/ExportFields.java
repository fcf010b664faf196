package org.reelgraph.exports;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.exports.ExportJobs.ExportLibraryPayload;
import org.reelgraph.exports.formats.ExportFormats;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;

/** The mutation exportLibrary, which queues a job and returns at once, and what exports have beside what all jobs have. */
@Singleton
class ExportFields implements SchemaContributor {

    private final ExportJobs jobs;
    private final ExportFormats formats;
    private final ExportFolder folder;
    private final String root;

    /** @param root the server's context path: empty, or such as {@code /reel} */
    ExportFields(ExportJobs jobs, ExportFormats formats, ExportFolder folder,
            @Value("${micronaut.server.context-path:}") String root) {
        this.jobs = jobs;
        this.formats = formats;
        this.folder = folder;
        this.root = root;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("exportLibrary", this::exportLibrary);
        schema.type("ExportLibraryPayload", ExportLibraryPayload.class);
        schema.enumeration("ExportFormat", formats.names());
        schema.type("ExportJob", Job.class).property("exportFormat", (Job job) -> input(job).format())
                .property("source", (Job job) -> input(job).source())
                .property("filter", (Job job) -> JobInput.read(job.input()).get("filter"))
                .property("downloadUrl", this::downloadUrl)
                .property("availableUntil", (Job job) -> folder.keptUntil(job).orElse(null));
    }

    private ExportLibraryPayload exportLibrary(DataFetchingEnvironment env) {
        Map<String, Object> input = Required.argument(env, "input");
        return jobs.enqueue(Actor.of(Caller.of(env)), ExportInput.of(input));
    }

    private static ExportInput input(Job job) {
        return ExportInput.of(JobInput.read(job.input()));
    }

    private @Nullable String downloadUrl(Job job) {
        return folder.download(job)
                .map(file -> root + ExportDownload.PATH + "/" + GlobalId.of(ExportJobKind.PREFIX, job.id()))
                .orElse(null);
    }
}
