package org.reelgraph.exports;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import org.reelgraph.downloads.Downloads;

/** Serves finished exports to those who may export. */
@Controller(ExportDownload.PATH)
class ExportDownload {

    /** The path, below the server's own. */
    static final String PATH = "/exports";

    private final Downloads downloads;
    private final DownloadableExports exports;

    ExportDownload(Downloads downloads, DownloadableExports exports) {
        this.downloads = downloads;
        this.exports = exports;
    }

    @Get("/{id}")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> download(HttpRequest<?> request, String id) throws IOException {
        return downloads.answer(request, exports, id);
    }
}
