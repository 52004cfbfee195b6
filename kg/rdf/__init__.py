"""RDF: the vocabulary, its checks and the store. Nothing outside this folder knows rdflib or pyoxigraph."""
