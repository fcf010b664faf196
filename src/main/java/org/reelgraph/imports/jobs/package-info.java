/**
 * Import jobs: files read, merged and reported record by record, one job after the other, with their state in the
 * database.
 */
package org.reelgraph.imports.jobs;
