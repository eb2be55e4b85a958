import * as vp from "./lib/value-of-privacy";
const market={theta:.8,p1:.7,cost:vp.linearCost(1)};
for(const tau of [.001,.01,.05,.1,.2,.3,.4]){let t=performance.now(); const a=vp.cheapestMajorityDesign(market,tau)!; const t1=performance.now()-t; t=performance.now(); const b=vp.cheapestDesign(market,tau)!; console.log(tau,a.N,a.eps,a.total,t1.toFixed(0),b.N,b.total,(performance.now()-t).toFixed(0));}
const m={theta:0.9992478130130336,p1:6.790819414155743e-11,cost:vp.exponentialCost(1,50.91149267533308)}; let t=performance.now();
console.log(vp.cheapestDesign(m,.9999585), performance.now()-t); t=performance.now(); try{console.log(vp.cheapestMajorityDesign(m,.9999585));}catch(e){console.log(String(e));} console.log(performance.now()-t);
