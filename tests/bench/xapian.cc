// The peer that hospitals could have: Xapian with French stemming on the same lines. Reads PREFIX-products.tsv and PREFIX-articles.tsv
// (truth, tab, text) written by the engine's bench; prints queries per second (CPU) and how often the first answer is right.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>
#include <xapian.h>

static double cpu()
{
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
}

static void load(const std::string &path, std::vector<int> &truth, std::vector<std::string> &text)
{
    std::ifstream in(path);
    std::string line;
    while (std::getline(in, line)) {
        auto tab = line.find('\t');
        truth.push_back(std::atoi(line.c_str()));
        text.push_back(line.substr(tab + 1));
    }
}

int main(int, char **argv)
{
    std::vector<int> pt, at;
    std::vector<std::string> products, articles;
    load(std::string(argv[1]) + "-products.tsv", pt, products);
    load(std::string(argv[1]) + "-articles.tsv", at, articles);
    Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::TermGenerator gen;
    gen.set_stemmer(Xapian::Stem("french"));
    for (const auto &p : products) {
        Xapian::Document d;
        gen.set_document(d);
        gen.index_text(p);
        db.add_document(d);
    }
    Xapian::QueryParser parser;
    parser.set_stemmer(Xapian::Stem("french"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_database(db);
    size_t hits = 0, n = articles.size() < 2000 ? articles.size() : 2000;
    double start = cpu();
    for (size_t i = 0; i < n; i++) {
        Xapian::Enquire enquire(db);
        enquire.set_query(parser.parse_query(articles[i], Xapian::QueryParser::FLAG_DEFAULT & ~Xapian::QueryParser::FLAG_BOOLEAN));
        Xapian::MSet m = enquire.get_mset(0, 1);
        if (!m.empty())
            hits += pt[*m.begin() - 1] == at[i];
    }
    double took = (cpu() - start) / double(n);
    std::printf("%.1f %.3f\n", 1 / took, double(hits) / double(n));
    return 0;
}
