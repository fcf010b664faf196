/** Jobs of any kind: which one runs next, one at a time, and what becomes of it when its process ends. */
package org.reelgraph.jobs;
